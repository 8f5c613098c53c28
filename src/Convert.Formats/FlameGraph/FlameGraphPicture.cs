namespace Refold.Formats.FlameGraph;

/// <summary>A tree of stacks as it is drawn: what frames there are, where, and how wide.</summary>
internal sealed class FlameGraphPicture
{
    private readonly FrameTree _tree;
    private readonly FrameNameTable _names;
    private readonly FrameChanges? _changes;
    private readonly Int128 _whole;

    /// <summary>Lays a tree out.</summary>
    /// <param name="options">How it looks.</param>
    /// <param name="tree">The stacks; at least one is wider than 0.</param>
    /// <param name="names">Their names.</param>
    /// <param name="type">What is counted.</param>
    public FlameGraphPicture(FlameGraphOptions options, FrameTree tree, FrameNameTable names, SampleType type)
    {
        _tree = tree;
        _names = names;
        _whole = Int128.Max(tree.Widths[0], options.Total);
        _changes = tree.Deltas is null ? null : new FrameChanges(tree, options.Difference);
        bool isPart = options.Elided && tree.Values[0] > 0;
        Scale = new FlameGraphScale(options, type, _whole, isPart ? tree.Values[0] : _whole);
        Boxes = FlameGraphLayout.Of(tree, names, Scale.MinWidth);
        Geometry = new FlameGraphGeometry(options, Boxes.Count == 0 ? 1 : Boxes.Max(b => b.Depth) + 1);
    }

    /// <summary>The frames, each before its children, children from left to right.</summary>
    public List<FlameGraphBox> Boxes { get; }

    /// <summary>Where rows are.</summary>
    public FlameGraphGeometry Geometry { get; }

    /// <summary>What values are as pixels, percents and text.</summary>
    public FlameGraphScale Scale { get; }

    /// <summary>How wide a node is; the root is as wide as the picture.</summary>
    public Int128 Width(int node) => node == 0 ? _whole : _tree.Widths[node];

    /// <summary>All that is told of a frame.</summary>
    /// <param name="index">Its index in <see cref="Boxes"/>.</param>
    /// <param name="colors">What gives it its colour.</param>
    public DrawnFrame Frame(int index, FrameColors colors)
    {
        FlameGraphBox box = Boxes[index];
        ReadOnlySpan<byte> name = _names[_tree.NameIds[box.Node]];
        Int128 width = Width(box.Node);
        return new DrawnFrame
        {
            Name = name,
            Depth = box.Depth,
            Start = box.Start,
            Width = width,
            Value = box.Node == 0 && _tree.Values[0] == _tree.Widths[0] ? _whole : _tree.Values[box.Node],
            Delta = _changes?[box.Node],
            Color = _changes is null
                ? colors.Of(name, box.IsWaker, Scale.Share(width))
                : colors.OfChange(name, (double)_changes[box.Node], _changes.Strongest(box.Node)),
        };
    }
}
