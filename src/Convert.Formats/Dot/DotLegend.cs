using System.Globalization;
using System.Text;
using Refold.Aggregation;

namespace Refold.Formats.Dot;

/// <summary>The legend of a graph: the box at its left.</summary>
/// <remarks>
/// The lines are pprof's:
/// <code>
/// File: server
/// Type: cpu
/// Time: 2024-05-06 07:08:09 UTC
/// Duration: 5s, Total samples = 2.10s (42.00%)
/// Active filters:
///    focus=parse
/// Showing nodes accounting for 1.90s, 90.48% of 2.10s total
/// Dropped 12 nodes (cum &lt;= 0.01s)
/// </code>
/// </remarks>
/// <param name="Title">The title of the graph; empty if unknown.</param>
/// <param name="Lines">The lines of the box.</param>
internal sealed record DotLegend(string Title, IReadOnlyList<string> Lines)
{
    private const int LongestLine = 2000;
    private const int LongestFilter = 80;

    /// <summary>Creates the legend of a graph.</summary>
    public static DotLegend Create(Profile profile, CallGraph graph, DotOptions options)
    {
        Mapping main = profile.MappingCount == 0 ? default : profile[new MappingId(1)];
        string binary = profile.Text(main.File);
        string name = binary[(binary.TrimEnd('/').LastIndexOf('/') + 1)..];
        SampleType type = profile.SampleTypes[profile.DefaultSampleType];
        var values = new DotValues(graph, type.Unit);
        var lines = new List<string>();
        AddIf(binary.Length > 0, $"File: {name}");
        AddIf(main.BuildId != default, $"Build ID: {profile.Text(main.BuildId)}");
        lines.AddRange(profile.Info.Comments.Where(c => !c.StartsWith('#')));
        AddIf(type.Name.Length > 0, $"Type: {type.Name}");
        AddIf(profile.Info.DocUrl.Length > 0, $"Doc: {profile.Info.DocUrl}");
        AddIf(profile.Info.StartUnixNanoseconds != 0, $"Time: {TimeText(profile.Info.StartUnixNanoseconds)}");
        long duration = profile.Info.DurationNanoseconds;
        AddIf(duration != 0, DurationText(duration, graph, type, values));
        lines.AddRange(FilterText(profile));
        lines.AddRange(DroppedText(graph, options.Graph, values));
        return new DotLegend(options.Title.Length > 0 ? options.Title : name, lines);

        void AddIf(bool isKnown, string line)
        {
            if (isKnown)
            {
                lines.Add(line);
            }
        }
    }

    /// <summary>
    /// Returns all lines as a string of Graphviz; if they do not fit, the last line has the number of the others.
    /// </summary>
    public string EscapedText()
    {
        string text = "";
        for (int i = 0; i < Lines.Count; i++)
        {
            string line = DotString.Escape(Lines[i], LongestLine) + @"\l";
            if (Encoding.UTF8.GetByteCount(text) + Encoding.UTF8.GetByteCount(line) > DotString.Longest)
            {
                return text + string.Create(CultureInfo.InvariantCulture, $"… {Lines.Count - i} more lines\\l");
            }

            text += line;
        }

        return text;
    }

    // As in pprof, long filters are cut.
    private static IEnumerable<string> FilterText(Profile profile)
    {
        IReadOnlyList<string> filters = profile.ReferenceTotals?.Filters ?? [];
        IEnumerable<string> lines = filters.Select(f => $"   {DotString.Shorten(f, LongestFilter)}");
        return filters.Count == 0 ? [] : lines.Prepend("Active filters:");
    }

    private static IEnumerable<string> DroppedText(CallGraph graph, CallGraphOptions options, DotValues values)
    {
        Int128 shown = graph.Nodes.Aggregate(Int128.Zero, (sum, node) => sum + node.Flat);
        yield return $"Showing nodes accounting for {values.Text(shown)}, {values.Part(shown)} of "
            + $"{values.Text(graph.Total)} total";
        if (graph.DroppedNodes > 0)
        {
            yield return Dropped(
                graph.DroppedNodes, "node", "cum", values.Text((Int128)((double)graph.Total * options.NodeFraction)));
        }

        if (graph.DroppedEdges > 0)
        {
            yield return Dropped(
                graph.DroppedEdges, "edge", "freq", values.Text((Int128)((double)graph.Total * options.EdgeFraction)));
        }

        if (graph.Nodes.Count < graph.CandidateCount)
        {
            yield return $"Showing top {graph.Nodes.Count} nodes out of {graph.CandidateCount}";
        }
    }

    private static string Dropped(int count, string what, string measure, string limit) =>
        $"Dropped {count} {what}{(count == 1 ? "" : "s")} ({measure} <= {limit})";

    // In UTC, so that a profile gives the same graph everywhere.
    private static string TimeText(long nanoseconds) =>
        DateTimeOffset.UnixEpoch.AddTicks(nanoseconds / TimeSpan.NanosecondsPerTick)
            .ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    private static string DurationText(long duration, CallGraph graph, SampleType type, DotValues values)
    {
        string text = $"Duration: {Units.Format(duration, "nanoseconds")}, Total samples = {values.Text(graph.Total)}";
        return Units.TryRatio(type.Unit, "nanoseconds", out double ratio)
            ? $"{text} ({(100 * ratio * (double)graph.Total / duration).ToString("F2", CultureInfo.InvariantCulture)}%)"
            : text;
    }
}
