namespace Refold.Formats.Tests.Nettrace;

/// <summary>Formats the samples of a profile as lines, for comparison.</summary>
internal static class NettraceSampleText
{
    /// <summary>
    /// Formats each sample as a line: frames, leaf first, values, labels, time since
    /// <see cref="NettraceFileBuilder.Start"/>: <c>b &lt; a: 1 500 tid=7 @20</c>. An address without a name is
    /// hexadecimal.
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

            long? time = sample.Time - NettraceFileBuilder.Start;
            lines.Add($"{Stack(profile, sample)}:{values}{Labels(profile, sample)} @{time}");
        }

        return [.. lines];
    }

    /// <summary>The ids of warnings and notes, in alphabetical order.</summary>
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
            string value = label.Kind == LabelKind.Text ? profile.Text(label.Text) : $"{label.Number}";
            labels += key is "pid" or "tier" ? "" : $" {key}={value}";
        }

        return labels;
    }
}
