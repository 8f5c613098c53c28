namespace Refold.Core.Tests;

/// <summary>Formats the samples of a profile, a line for each: <c>main;work+inlined 3 10 {tid=7}</c>.</summary>
internal static class StackLines
{
    /// <summary>
    /// Returns the lines in the order of the samples. Frames without a symbol are addresses; inlined functions are
    /// joined by +.
    /// </summary>
    public static string[] Of(Profile profile)
    {
        var lines = new List<string>();
        foreach (Sample sample in profile.Samples)
        {
            var frames = new List<string>();
            foreach (LocationId frame in profile[sample.Stack])
            {
                frames.Insert(0, FrameText(profile, profile[frame]));
            }

            var values = new List<long>();
            for (int type = 0; type < profile.SampleTypes.Count; type++)
            {
                values.Add(sample[type]);
            }

            lines.Add($"{string.Join(';', frames)} {string.Join(' ', values)}{LabelText(profile, sample.Labels)}");
        }

        return [.. lines];
    }

    private static string FrameText(Profile profile, Location row)
    {
        if (row.Lines.Length == 0)
        {
            return $"0x{row.Address:x}";
        }

        var names = new List<string>();
        foreach (Line line in row.Lines)
        {
            names.Insert(0, profile.Text(profile[line.Function].Name) + (line.Number == 0 ? "" : $":{line.Number}"));
        }

        return string.Join('+', names);
    }

    private static string LabelText(Profile profile, LabelSetId id)
    {
        var labels = new List<string>();
        foreach (Label label in profile[id])
        {
            string value = label.Kind == LabelKind.Text
                ? profile.Text(label.Text)
                : $"{label.Number}{profile.Text(label.Unit)}";
            labels.Add($"{profile.Text(label.Key)}={value}");
        }

        return labels.Count == 0 ? "" : $" {{{string.Join(' ', labels)}}}";
    }
}
