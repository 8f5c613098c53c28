using Refold.Formats.Folded;
using Refold.Testing;

namespace Refold.Formats.Tests.FlameGraph;

/// <summary>Creates profiles from folded stacks.</summary>
internal static class Stacks
{
    /// <summary>Reads lines with one count as samples, or with two counts as a comparison.</summary>
    public static Profile Parse(params string[] lines) => new FoldedReader().Read(string.Join('\n', lines));

    /// <summary>Reads lines with one count as values of a sample type.</summary>
    public static Profile Parse(SampleType type, params string[] lines)
    {
        Profile samples = Parse(lines);
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
