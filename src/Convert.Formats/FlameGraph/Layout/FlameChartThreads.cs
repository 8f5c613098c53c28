using Refold.Aggregation;

namespace Refold.Formats.FlameGraph;

/// <summary>
/// Separates the threads of a flame chart: one beside the other, each under a root frame with its name.
/// </summary>
/// <remarks>
/// <code>
/// samples in order:  a of thread 1,  b of thread 2,  a of thread 1        the chart
///
///      ┌──────┬───┐
///      │  a   │ b │
///      ├──────┼───┤
///      │  1   │ 2 │
///      └──────┴───┘
/// </code>
/// In the order of the samples alone, <c>a</c> would be interrupted by what another thread did meanwhile.
/// </remarks>
internal static class FlameChartThreads
{
    private const string Goroutine = "goroutine";
    private const string CommandAndIds = "comm-pid/tid";

    /// <summary>The keys of the labels that distinguish threads.</summary>
    public static IReadOnlyList<string> Keys { get; } =
    [
        Goroutine, WellKnownLabels.Thread, WellKnownLabels.ThreadId, WellKnownLabels.ProcessId, WellKnownLabels.Command,
    ];

    /// <summary>
    /// The options for names with the root frame that distinguishes threads; unchanged if a root is given, or if all
    /// samples are of one thread.
    /// </summary>
    public static FrameNameOptions ChooseRoot(Profile profile, FrameNameOptions names)
    {
        if (names.Root != FrameNameOptions.AutomaticRoot)
        {
            return names;
        }

        var values = Keys.ToDictionary(key => key, _ => new HashSet<(StringId, long)>(), StringComparer.Ordinal);
        foreach (LabelSetId labels in profile.Samples.Select(sample => sample.Labels).Distinct())
        {
            foreach (ref readonly Label label in profile[labels])
            {
                if (values.TryGetValue(profile.Text(label.Key), out HashSet<(StringId, long)>? known))
                {
                    known.Add((label.Text, label.Number));
                }
            }
        }

        bool hasIds = values[WellKnownLabels.Command].Count > 0 && values[WellKnownLabels.ProcessId].Count > 0;
        string? root = values[Goroutine].Count > 1 ? Goroutine
            : values[WellKnownLabels.ThreadId].Count > 1 ? (hasIds ? CommandAndIds : WellKnownLabels.ThreadId)
            : values[WellKnownLabels.Thread].Count > 1 ? WellKnownLabels.Thread
            : null;
        bool isTidy = names.Tidy ?? values[WellKnownLabels.Command].Count > 0;
        return root is null ? names : names with { Root = root, Tidy = isTidy };
    }

    /// <summary>The samples, grouped by root frame: groups are in the order of their first samples.</summary>
    public static IEnumerable<Sample> Group(Profile profile, FrameNames names) =>
        profile.Samples.GroupBy(sample => names.RootOf(sample.Labels)).SelectMany(group => group);
}
