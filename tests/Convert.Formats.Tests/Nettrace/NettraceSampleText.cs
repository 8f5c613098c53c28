using Refold.Testing;

namespace Refold.Formats.Tests.Nettrace;

/// <summary>Profiles in a form that tests can compare and people can read.</summary>
internal static class NettraceSampleText
{
    /// <summary>
    /// A line for each sample: frames from the leaf, values, labels, time since <see cref="NettraceFileBuilder.Start"/>:
    /// <c>b &lt; a: 1 500 tid=7 @20</c>. An address without a name is in hexadecimal.
    /// </summary>
    public static string[] Lines(Profile profile)
    {
        List<string> lines = [];
        foreach (Sample sample in profile.Samples)
        {
            string values = "";
            for (int i = 0; i < profile.SampleTypes.Count; i++)
            {
                values += $" {sample[i]}";
            }

            lines.Add($"{Stack(profile, sample)}:{values}{Labels(profile, sample)} @{sample.Time - NettraceFileBuilder.Start}");
        }

        return [.. lines];
    }

    /// <summary>The warnings, as ids in order.</summary>
    public static string Warnings(ConversionContext context) =>
        string.Join(' ', context.Diagnostics.Counts.Keys.Order(StringComparer.Ordinal));

    private static string Stack(Profile profile, Sample sample)
    {
        List<string> names = [];
        foreach (LocationId frame in profile[sample.Stack])
        {
            Location location = profile[frame];
            names.Add(location.Lines.IsEmpty
                ? $"0x{location.Address:x}"
                : profile.Text(profile[location.Lines[0].Function].Name));
        }

        return string.Join(" < ", names);
    }

    private static string Labels(Profile profile, Sample sample)
    {
        string labels = "";
        foreach (Label label in profile[sample.Labels])
        {
            string key = profile.Text(label.Key);
            labels += key is "pid" or "tier" ? "" : $" {key}={(label.Kind == LabelKind.Text ? profile.Text(label.Text) : label.Number)}";
        }

        return labels;
    }
}
