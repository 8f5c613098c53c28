using System.Globalization;

namespace Refold.Formats.Tests.FlameGraph;

/// <summary>Profiles from folded lines of one or two counts, so that these tests need no reader.</summary>
internal static class Stacks
{
    /// <summary>A profile of one column of samples.</summary>
    public static Profile Of(params string[] lines) => Of(new SampleType("samples", "count"), lines);

    /// <summary>A profile of one column.</summary>
    public static Profile Of(SampleType type, params string[] lines)
    {
        var builder = new ProfileBuilder(type);
        foreach (string line in lines)
        {
            int blank = line.LastIndexOf(' ');
            builder.AddSample(Stack(builder, line[..blank]), [Number(line[(blank + 1)..])]);
        }

        return builder.Build();
    }

    private static StackId Stack(ProfileBuilder builder, string stack) => builder.AddStack(
        [.. stack.Split(';', StringSplitOptions.RemoveEmptyEntries).Reverse()
            .Select(name => builder.AddLocation(builder.AddFunction(name)))]);

    private static long Number(string digits) => long.Parse(digits, CultureInfo.InvariantCulture);
}
