using Refold.Aggregation;

namespace Refold.Formats.Dot;

/// <summary>Formats the boxes of labels at a node.</summary>
/// <remarks>
/// As in pprof, a node has at most four boxes of text labels; each of these, and the node itself, has at most four
/// boxes of numbers. If there are more numbers, those near each other share a box:
/// <code>
///                 ┌─ 30 ─► [thread:ui] ─ 20 ─► [16B..64B]
///     main.work ──┤                    ─ 10 ─► [1kB]
///                 └─  5 ─► [128B]
/// </code>
/// </remarks>
internal sealed class DotTags(DotValues values)
{
    private const int MaxBoxes = 4;

    /// <summary>Formats the boxes of a node, with the edges to them; returns no lines if it has no labels.</summary>
    /// <param name="node">The node.</param>
    /// <param name="name">The name of the node in the graph.</param>
    public string[] LinesOf(CallGraphNode node, string name)
    {
        // The callees of a leaf of the graph may be dropped, so its boxes show cumulative costs.
        bool isInner = node.Out.Count > 0;
        ILookup<string, CallGraphTag> numbers = node.Tags.Where(t => t.Number is not null).ToLookup(t => t.Text);
        var lines = new List<string>();
        int at = 0;
        foreach (CallGraphTag tag in Sorted(node.Tags.Where(t => t.Number is null), isInner).Take(MaxBoxes))
        {
            Int128 value = isInner ? tag.Flat : tag.Cumulative;
            string box = $"{name}_{at++}";
            if (value != 0)
            {
                Add(lines, name, box, tag.Text, value, isDotted: false);
                AddNumbers(lines, box, numbers[tag.Text], isInner);
            }
        }

        AddNumbers(lines, $"{name}", numbers[""], isInner);
        return [.. lines];
    }

    private void AddNumbers(List<string> lines, string source, IEnumerable<CallGraphTag> numbers, bool isInner)
    {
        int at = 0;
        IOrderedEnumerable<Group> groups = Grouped([.. Sorted(numbers, isInner)])
            .OrderByDescending(g => isInner ? 0 : Int128.Abs(g.Cumulative))
            .ThenByDescending(g => Int128.Abs(g.Flat))
            .ThenBy(g => g.ToString(), StringComparer.Ordinal);
        foreach (Group group in groups)
        {
            bool isFlat = isInner || group.Flat == group.Cumulative;
            Int128 value = isFlat ? group.Flat : group.Cumulative;
            string box = $"{source}_n{at++}";
            if (value != 0)
            {
                Add(lines, source, box, group.ToString(), value, isDotted: !isFlat);
            }
        }
    }

    private void Add(List<string> lines, string source, string box, string text, Int128 value, bool isDotted)
    {
        string shown = DotString.Escape(values.Text(value), DotString.LongestValue);
        string label = DotString.Escape(text, DotString.LongestLabel, @"\n");
        lines.Add($"{box} [label=\"{label}\" id=\"{box}\" fontsize=8 shape=box3d tooltip=\"{shown}\"]");
        lines.Add($"{source} -> {box} [label=\" {shown}\" weight=100 tooltip=\"{shown}\" labeltooltip=\"{shown}\""
            + $"{(isDotted ? " style=\"dotted\"" : "")}]");
    }

    private static IEnumerable<CallGraphTag> Sorted(IEnumerable<CallGraphTag> tags, bool isInner) => tags
        .OrderByDescending(t => isInner ? 0 : Int128.Abs(t.Cumulative))
        .ThenByDescending(t => Int128.Abs(t.Flat))
        .ThenBy(t => t.Text, StringComparer.Ordinal)
        .ThenBy(NumberText, StringComparer.Ordinal);

    // As in pprof, numbers are sorted by their text: 128B is before 16B.
    private static string NumberText(CallGraphTag tag) =>
        tag.Number is { } number ? Units.Format(number, tag.Unit) : "";

    // The four heaviest numbers start a group each; each further one joins the group of the nearest number.
    private static List<Group> Grouped(List<CallGraphTag> tags)
    {
        var groups = new List<Group>();
        foreach (CallGraphTag tag in tags)
        {
            if (groups.Count < MaxBoxes)
            {
                groups.Add(new Group(tag));
            }
            else
            {
                groups.MinBy(g => Int128.Abs((Int128)g.Number - tag.Number!.Value))!.Add(tag);
            }
        }

        return groups;
    }

    private sealed class Group(CallGraphTag first)
    {
        private long _least = first.Number!.Value;
        private long _most = first.Number!.Value;

        public long Number { get; } = first.Number!.Value;

        public Int128 Flat { get; private set; } = first.Flat;

        public Int128 Cumulative { get; private set; } = first.Cumulative;

        public void Add(CallGraphTag tag)
        {
            long number = tag.Number!.Value;
            (_least, _most) = (Math.Min(_least, number), Math.Max(_most, number));
            Flat += tag.Flat;
            Cumulative += tag.Cumulative;
        }

        public override string ToString() => _least == _most
            ? Units.Format(_least, first.Unit)
            : $"{Units.Format(_least, first.Unit)}..{Units.Format(_most, first.Unit)}";
    }
}
