using System.Globalization;
using System.Text;
using Refold.Aggregation;

namespace Refold.Formats.Dot;

/// <summary>What the box beside a graph says.</summary>
/// <param name="Title">The title of the graph; empty if nothing is known.</param>
/// <param name="Lines">The lines of the box.</param>
internal sealed record DotLegend(string Title, IReadOnlyList<string> Lines)
{
    private const int LongestLine = 2000;
    private const int LongestFilter = 80;

    /// <summary>The legend of a graph.</summary>
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
        AddIf(profile.Info.DurationNanoseconds != 0, DurationText(profile.Info.DurationNanoseconds, graph, type, values));
        lines.AddRange(FilterText(profile));
        lines.AddRange(CutText(graph, options.Graph, values));
        return new DotLegend(options.Title.Length > 0 ? options.Title : name, lines);

        void AddIf(bool isKnown, string line)
        {
            if (isKnown)
            {
                lines.Add(line);
            }
        }
    }

    /// <summary>All lines as the string of a label; a last line says how many there was no room for.</summary>
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

    // As the pprof tool shows filters, the long ones cut.
    private static IEnumerable<string> FilterText(Profile profile)
    {
        IReadOnlyList<string> filters = profile.ReferenceTotals?.Filters ?? [];
        IEnumerable<string> lines = filters.Select(f => $"   {DotString.Shorten(f, LongestFilter)}");
        return filters.Count == 0 ? [] : lines.Prepend("Active filters:");
    }

    private static IEnumerable<string> CutText(CallGraph graph, CallGraphOptions options, DotValues values)
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
