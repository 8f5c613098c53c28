namespace Refold.Formats.FlameGraph;

/// <summary>A tree of stacks with everything needed to draw it: positions, scale, colours and subtitle.</summary>
internal sealed class FlameGraphPicture
{
    private readonly DrawnTree _tree;
    private readonly FrameDeltas? _deltas;
    private readonly Int128 _fullWidth;
    private readonly bool _compares;

    /// <summary>Lays out a tree.</summary>
    /// <param name="options">The options of the graph.</param>
    /// <param name="tree">The stacks; at least one is wider than 0.</param>
    /// <param name="columns">The sample types that the graph shows.</param>
    /// <param name="profile">The profile that the tree was made from.</param>
    public FlameGraphPicture(FlameGraphOptions options, DrawnTree tree, FlameGraphColumns columns, Profile profile)
    {
        _tree = tree;
        _fullWidth = Int128.Max(tree.Width(0), options.Total);
        _compares = columns.Before >= 0;
        _deltas = (_compares || tree.HasNegative) && options.Difference != FlameGraphDifference.None
            ? new FrameDeltas(tree, options.Difference)
            : null;
        Int128 values = tree.Total(0).Value;
        var subtitle = new FlameGraphSubtitle(profile, columns);
        Int128 hundredPercent = options.Total > 0 ? _fullWidth
            : subtitle.Reference is { } known && known > 0 ? known
            : options.Elided && values > 0 ? values
            : _fullWidth;
        Scale = new FlameGraphScale(options, profile.SampleTypes[columns.After], _fullWidth, hundredPercent);
        Options = subtitle.AddTo(options, Scale, tree, hundredPercent);
        Boxes = FlameGraphLayout.Arrange(tree, Scale.MinWidth);
        Geometry = new FlameGraphGeometry(Options, Boxes.Count == 0 ? 1 : Boxes.Max(b => b.Depth) + 1);
    }

    /// <summary>
    /// The options of the graph; the subtitle also states the value of 100 % if that is not the sum of the samples.
    /// </summary>
    public FlameGraphOptions Options { get; }

    /// <summary>The drawn frames, each before its callees, callees from left to right.</summary>
    public List<FrameBox> Boxes { get; }

    /// <summary>The vertical positions of the rows.</summary>
    public FlameGraphGeometry Geometry { get; }

    /// <summary>The conversion of values to pixels, percentages and text.</summary>
    public FlameGraphScale Scale { get; }

    /// <summary>Returns the width of a node; the root is as wide as the picture.</summary>
    public Int128 Width(int node) => node == 0 ? _fullWidth : _tree.Width(node);

    /// <summary>Returns a frame with its value and colour.</summary>
    /// <param name="index">The index of the frame in <see cref="Boxes"/>.</param>
    /// <param name="colors">The colours of the graph.</param>
    public DrawnFrame Frame(int index, FrameColors colors)
    {
        FrameBox box = Boxes[index];
        ReadOnlySpan<byte> name = _tree.Name(box.Node);
        FrameWeight total = _tree.Total(box.Node);
        Int128 width = Width(box.Node);
        return new DrawnFrame
        {
            Name = name,
            Depth = box.Depth,
            Start = box.Start,
            Width = width,
            Value = box.Node == 0 && total.Value == total.Width ? _fullWidth : total.Value,
            Delta = _compares ? _deltas?[box.Node] : null,
            Color = _deltas is null
                ? colors.Get(name, box.IsWaker, Scale.FractionOfWidth(width))
                : colors.GetForDelta(name, (double)_deltas[box.Node], _deltas.FullColorDelta(box.Node)),
        };
    }
}
