using System.Globalization;

namespace Refold.Formats.Speedscope;

/// <summary>The threads of a profile, named after the labels of their samples.</summary>
internal static class SpeedscopeLanes
{
    /// <summary>The keys of the labels that tell threads apart.</summary>
    public static IReadOnlyList<string> Keys { get; } =
    [
        WellKnownLabels.Thread, WellKnownLabels.Command, WellKnownLabels.Process, WellKnownLabels.ProcessId,
        WellKnownLabels.ThreadId,
    ];

    /// <summary>The samples of each thread by their times; threads in the order in which they come up.</summary>
    public static List<SpeedscopeRows> Of(Profile profile)
    {
        var byName = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        var bySet = new List<int>?[profile.LabelSetCount + 1];
        List<string> names = [];
        for (int row = 0; row < profile.Samples.Count; row++)
        {
            LabelSetId labels = profile.Samples.Labels(row);
            List<int>? rows = bySet[labels.Number];
            if (rows is null)
            {
                string name = NameOf(profile, profile[labels]);
                if (!byName.TryGetValue(name, out rows))
                {
                    byName.Add(name, rows = []);
                    names.Add(name);
                }

                bySet[labels.Number] = rows;
            }

            rows.Add(row);
        }

        return [.. names.Select(n => new SpeedscopeRows(n, profile.DefaultSampleType, ByTime(profile, byName[n])))];
    }

    // Samples without time stand first; those of one time stay as they are.
    private static int[] ByTime(Profile profile, List<int> rows)
    {
        SampleTable samples = profile.Samples;
        bool isSorted = true;
        for (int i = 1; i < rows.Count && isSorted; i++)
        {
            isSorted = (samples.Time(rows[i - 1]) ?? long.MinValue) <= (samples.Time(rows[i]) ?? long.MinValue);
        }

        return isSorted ? [.. rows] : [.. rows.OrderBy(r => samples.Time(r) ?? long.MinValue)];
    }

    private static string NameOf(Profile profile, ReadOnlySpan<Label> labels)
    {
        string?[] values = [.. Keys.Select(_ => (string?)null)];
        foreach (ref readonly Label label in labels)
        {
            string key = profile.Text(label.Key);
            for (int i = 0; i < values.Length; i++)
            {
                values[i] ??= key == Keys[i] ? TextOf(profile, label) : null;
            }
        }

        string ids = string.Join('/', new[] { values[3], values[4] }.Where(v => v is not null));
        string name = values[0] ?? values[1] ?? values[2] ?? "";
        return ids.Length == 0 ? (name.Length == 0 ? "[unknown]" : name) : $"{name} ({ids})".TrimStart();
    }

    private static string TextOf(Profile profile, in Label label) => label.Kind == LabelKind.Text
        ? profile.Text(label.Text)
        : label.Number.ToString(CultureInfo.InvariantCulture);
}
