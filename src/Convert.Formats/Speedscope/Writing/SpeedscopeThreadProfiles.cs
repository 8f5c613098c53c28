using System.Globalization;

namespace Refold.Formats.Speedscope;

/// <summary>The threads of a profile, named after the labels of their samples.</summary>
internal static class SpeedscopeThreadProfiles
{
    /// <summary>The keys of the labels that tell threads apart.</summary>
    public static IReadOnlyList<string> Keys { get; } =
    [
        WellKnownLabels.Thread, WellKnownLabels.Command, WellKnownLabels.Process, WellKnownLabels.ProcessId,
        WellKnownLabels.ThreadId,
    ];

    /// <summary>
    /// The samples of each thread by their times, for each sample type; threads in the order in which they come up. A
    /// thread without any value of a sample type has no profile there, unless no thread has one.
    /// </summary>
    public static List<SpeedscopeRows> SplitByThread(Profile profile)
    {
        List<SpeedscopeRows> threads = Threads(profile);
        if (profile.SampleTypes.Count == 1)
        {
            return threads;
        }

        List<SpeedscopeRows> parts = [];
        for (int type = 0; type < profile.SampleTypes.Count; type++)
        {
            int before = parts.Count;
            parts.AddRange(threads.Where(t => HasValue(profile, t.Rows, type)).Select(t => OfType(profile, t, type)));
            if (parts.Count == before)
            {
                parts.Add(OfType(profile, threads[0], type));
            }
        }

        return parts;
    }

    private static SpeedscopeRows OfType(Profile profile, SpeedscopeRows thread, int type) =>
        new($"{thread.Name} · {profile.SampleTypes[type]}", type, thread.Rows, thread.Name);

    private static bool HasValue(Profile profile, int[] rows, int type) =>
        Array.Exists(rows, row => profile.Samples.Value(row, type) != 0);

    private static List<SpeedscopeRows> Threads(Profile profile)
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
