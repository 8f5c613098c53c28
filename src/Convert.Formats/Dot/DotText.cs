using System.Globalization;
using Refold.Aggregation;
using Refold.Text;

namespace Refold.Formats.Dot;

/// <summary>Writes nodes and edges, with the attributes that pprof gives them.</summary>
/// <remarks>
/// <code>
/// digraph "server" {
/// node [style=filled fillcolor="#f8f8f8"]
/// N1 [label="main\nwork\n1.10s (52.38%)\nof 1.90s (90.48%)" id="node1" fontsize=24 shape=box tooltip="…" color="…"]
/// N1 -> N2 [label=" 0.80s" weight=39 penwidth=2 color="…" tooltip="main.work -> parse (0.80s)"]
/// }
/// </code>
/// </remarks>
internal sealed class DotText(CallGraph graph, string unit, Utf8Output output)
{
    private const int SmallestFont = 8;
    private const int FontGrowth = 16;

    private readonly DotValues _values = new(graph, unit);
    private readonly Dictionary<CallGraphNode, int> _numbers =
        graph.Nodes.Select((node, i) => (node, i + 1)).ToDictionary(p => p.node, p => p.Item2);

    /// <summary>Writes the graph.</summary>
    public void Write(DotLegend legend)
    {
        string title = DotString.Escape(legend.Title.Length > 0 ? legend.Title : "unnamed");
        Line($"digraph \"{title}\" {{");
        Line("node [style=filled fillcolor=\"#f8f8f8\"]");
        WriteLegend(legend);
        double largest = graph.Nodes.Select(n => Math.Abs((double)n.Flat)).DefaultIfEmpty(0).Max();
        var tags = new DotTags(_values);
        var hasTags = new HashSet<CallGraphNode>();
        foreach (CallGraphNode node in graph.Nodes)
        {
            WriteNode(node, largest);
            string[] lines = tags.LinesOf(node, $"N{_numbers[node]}");
            Array.ForEach(lines, Line);
            if (lines.Length > 0)
            {
                hasTags.Add(node);
            }
        }

        // Graphviz draws edges the straighter the earlier they are in the file, so the heaviest are first.
        List<CallGraphEdge> edges = [.. graph.Nodes.SelectMany(n => n.Out)];
        edges.Sort(CallGraphEdge.Compare);
        foreach (CallGraphEdge edge in edges)
        {
            WriteEdge(edge, hasTags.Contains(edge.Source));
        }

        Line("}");
    }

    private void WriteLegend(DotLegend legend)
    {
        string tooltip = legend.Title.Length > 0 ? $" tooltip=\"{DotString.Escape(legend.Title)}\"" : "";
        string text = legend.EscapedText();
        Line($"subgraph cluster_L {{ \"{DotString.Escape(legend.Lines[0])}\" "
            + $"[shape=box fontsize=16 label=\"{text}\"{tooltip}] }}");
    }

    private void WriteNode(CallGraphNode node, double largest)
    {
        int number = _numbers[node];
        double growth = largest == 0 ? 0 : Math.Ceiling(FontGrowth * Math.Sqrt(Math.Abs((double)node.Flat) / largest));
        double part = PartOf(node.Cumulative);
        string tooltip = $"{DotString.Escape(node.Frame.ToString())} ({Value(node.Cumulative)})";
        Line($"N{number} [label=\"{LabelOf(node)}\" id=\"node{number}\" fontsize={SmallestFont + (int)growth} "
            + $"shape=box tooltip=\"{tooltip}\" color=\"{DotColors.Line(part)}\" "
            + $"fillcolor=\"{DotColors.Area(part)}\"]");
    }

    // The flat cost, and the cumulative cost if it differs.
    private string LabelOf(CallGraphNode node)
    {
        string value = DotString.Escape(_values.TextWithPart(node.Flat), DotString.LongestValue);
        string flat = $"{DotNames.Lines(node.Frame)}\\n{value}";
        return node.Cumulative == node.Flat ? flat
            : flat + (node.Flat == 0 ? " " : @"\n") + $"of {Value(node.Cumulative)} ({_values.Part(node.Cumulative)})";
    }

    private void WriteEdge(CallGraphEdge edge, bool isFar)
    {
        string value = Value(edge.Weight);
        string names = $"\"{DotString.Escape(edge.Source.Frame.ToString())} {(edge.IsResidual ? "..." : "->")} "
            + $"{DotString.Escape(edge.Target.Frame.ToString())} ({value})\"";
        string attributes = $"label=\" {value}{(edge.IsInlined ? @"\n (inline)" : "")}\"";
        if (graph.Total != 0)
        {
            attributes += Thickness("weight", edge.Weight, 100) + Thickness("penwidth", edge.Weight, 5)
                + $" color=\"{DotColors.Line(PartOf(edge.Weight))}\"";
        }

        attributes += $" tooltip={names} labeltooltip={names}";
        attributes += (edge.IsResidual ? " style=\"dotted\"" : "") + (isFar ? " minlen=2" : "");
        Line($"N{_numbers[edge.Source]} -> N{_numbers[edge.Target]} [{attributes}]");
    }

    private string Value(Int128 value) => DotString.Escape(_values.Text(value), DotString.LongestValue);

    private string Thickness(string name, Int128 weight, int most)
    {
        Int128 size = 1 + Int128.Min(Int128.Abs(weight * most / graph.Total), most);
        return size == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" {name}={size}");
    }

    private double PartOf(Int128 value) => graph.Total == 0 ? 0 : (double)value / Math.Abs((double)graph.Total);

    private void Line(string text)
    {
        output.Write(Utf8Text.Encode(text));
        output.Write((byte)'\n');
    }
}
