using Refold.Formats.Folded;
using Refold.Testing;

namespace Refold.Formats.Tests.FlameGraph;

/// <summary>Profiles from folded lines.</summary>
internal static class Stacks
{
    /// <summary>A profile of samples, or of two columns that are compared if lines have two counts.</summary>
    public static Profile Of(params string[] lines) => new FoldedReader().Read(string.Join('\n', lines));

    /// <summary>A profile of one column of another type.</summary>
    public static Profile Of(SampleType type, params string[] lines)
    {
        Profile samples = Of(lines);
        var builder = new ProfileBuilder(type);
        foreach (Sample sample in samples.Samples)
        {
            LocationId[] frames = [.. samples[sample.Stack].ToArray().Select(f => Copy(samples, f, builder))];
            builder.AddSample(builder.AddStack(frames), [sample[0]]);
        }

        return builder.Build();
    }

    private static LocationId Copy(Profile from, LocationId location, ProfileBuilder to) =>
        to.AddLocation(to.AddFunction(from.Text(from[from[location].Lines[0].Function].Name)));
}
