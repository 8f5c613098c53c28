namespace Refold.Formats.FlameGraph;

/// <summary>A tree of stacks as it is drawn: what frames there are, where, and how wide.</summary>
internal sealed class FlameGraphPicture
{
    private readonly FrameTree _tree;
    private readonly FrameChanges? _changes;
    private readonly Int128 _whole;
    private readonly bool _compares;

    /// <summary>Lays a tree out.</summary>
    /// <param name="options">How it looks.</param>
    /// <param name="tree">The stacks; at least one is wider than 0.</param>
    /// <param name="columns">Whether it compares.</param>
    /// <param name="profile">What the tree was made of.</param>
    public FlameGraphPicture(FlameGraphOptions options, FrameTree tree, FlameGraphColumns columns, Profile profile)
    {
        _tree = tree;
        _whole = Int128.Max(tree.Width(0), options.Total);
        _compares = columns.Before >= 0;
        _changes = (_compares || tree.HasNegative) && options.Difference != FlameGraphDifference.None
            ? new FrameChanges(tree, options.Difference)
            : null;
        Int128 values = tree.Total(0).Value;
        var facts = new FlameGraphFacts(profile, columns.After);
        Int128 hundred = options.Total > 0 ? _whole
            : facts.Whole is { } known && known > 0 ? known
            : options.Elided && values > 0 ? values
            : _whole;
        Scale = new FlameGraphScale(options, profile.SampleTypes[columns.After], _whole, hundred);
        Options = facts.AddTo(options, Scale, tree, hundred);
        Boxes = FlameGraphLayout.Create(tree, Scale.MinWidth);
        Geometry = new FlameGraphGeometry(Options, Boxes.Count == 0 ? 1 : Boxes.Max(b => b.Depth) + 1);
    }

    /// <summary>
    /// How it looks; the subtitle says what a hundred percent is, where that is not the sum of the samples.
    /// </summary>
    public FlameGraphOptions Options { get; }

    /// <summary>The frames, each before its children, children from left to right.</summary>
    public List<FlameGraphBox> Boxes { get; }

    /// <summary>Where rows are.</summary>
    public FlameGraphGeometry Geometry { get; }

    /// <summary>What values are as pixels, percents and text.</summary>
    public FlameGraphScale Scale { get; }

    /// <summary>How wide a node is; the root is as wide as the picture.</summary>
    public Int128 Width(int node) => node == 0 ? _whole : _tree.Width(node);

    /// <summary>All that is told of a frame.</summary>
    /// <param name="index">Its index in <see cref="Boxes"/>.</param>
    /// <param name="colors">What gives it its colour.</param>
    public DrawnFrame Frame(int index, FrameColors colors)
    {
        FlameGraphBox box = Boxes[index];
        ReadOnlySpan<byte> name = _tree.Name(box.Node);
        FrameMeasure total = _tree.Total(box.Node);
        Int128 width = Width(box.Node);
        return new DrawnFrame
        {
            Name = name,
            Depth = box.Depth,
            Start = box.Start,
            Width = width,
            Value = box.Node == 0 && total.Value == total.Width ? _whole : total.Value,
            Delta = _compares ? _changes?[box.Node] : null,
            Color = _changes is null
                ? colors.Of(name, box.IsWaker, Scale.Share(width))
                : colors.OfChange(name, (double)_changes[box.Node], _changes.Strongest(box.Node)),
        };
    }
}
