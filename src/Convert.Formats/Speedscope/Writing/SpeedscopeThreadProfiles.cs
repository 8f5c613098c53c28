using System.Globalization;

namespace Refold.Formats.Speedscope;

/// <summary>The samples that become one profile of a file.</summary>
/// <param name="Name">The name of the profile.</param>
/// <param name="Type">The index of the sample type of its weights.</param>
/// <param name="Rows">The indexes of the samples, in the order in which they are written.</param>
/// <param name="Thread">
/// The thread if it has several profiles, whose names then end in the sample type; else null.
/// </param>
internal sealed record SpeedscopeSection(string Name, int Type, int[] Rows, string? Thread = null);

/// <summary>Divides the samples of a profile by thread, and names the threads after their labels.</summary>
/// <remarks>
/// <code>
/// labels of a sample                          thread
/// thread=worker-1                             worker-1
/// comm=app pid=10 tid=12                      app (10/12)
/// tid=12                                      (12)
/// none                                        [unknown]
///
/// with several sample types                   app (10/12) · cycles/count
/// </code>
/// </remarks>
internal static class SpeedscopeThreadProfiles
{
    /// <summary>The keys of the labels that identify threads.</summary>
    public static IReadOnlyList<string> Keys { get; } =
    [
        WellKnownLabels.Thread, WellKnownLabels.Command, WellKnownLabels.Process, WellKnownLabels.ProcessId,
        WellKnownLabels.ThreadId,
    ];

    /// <summary>
    /// Divides the samples by sample type and thread, each in the order of their times; threads are in the order of
    /// their first samples. A thread without values of a sample type has no profile for it, unless no thread has any.
    /// </summary>
    public static List<SpeedscopeSection> SplitByThread(Profile profile)
    {
        List<SpeedscopeSection> threads = Threads(profile);
        if (profile.SampleTypes.Count == 1)
        {
            return threads;
        }

        List<SpeedscopeSection> sections = [];
        for (int type = 0; type < profile.SampleTypes.Count; type++)
        {
            int before = sections.Count;
            sections.AddRange(
                threads.Where(t => HasValue(profile, t.Rows, type)).Select(t => CreateSection(profile, t, type)));
            if (sections.Count == before)
            {
                sections.Add(CreateSection(profile, threads[0], type));
            }
        }

        return sections;
    }

    private static SpeedscopeSection CreateSection(Profile profile, SpeedscopeSection thread, int type) =>
        new($"{thread.Name} · {profile.SampleTypes[type]}", type, thread.Rows, thread.Name);

    private static bool HasValue(Profile profile, int[] rows, int type) =>
        Array.Exists(rows, row => profile.Samples.Value(row, type) != 0);

    private static List<SpeedscopeSection> Threads(Profile profile)
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

        return [.. names.Select(n => new SpeedscopeSection(n, profile.DefaultSampleType, ByTime(profile, byName[n])))];
    }

    // Samples without time come first; samples of equal times stay in their order.
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
