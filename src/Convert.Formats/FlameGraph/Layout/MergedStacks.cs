using Refold.Aggregation;

namespace Refold.Formats.FlameGraph;

/// <summary>All stacks merged, whatever their order: a flame graph.</summary>
internal sealed class MergedStacks : FrameTree
{
    private readonly CallTree _tree;
    private readonly bool _showsElided;
    private readonly Int128[] _widths;
    private readonly Int128[] _after;
    private readonly Int128[]? _before;

    /// <summary>Takes over a tree.</summary>
    /// <param name="tree">A tree with one value, or with two: what there is, and what there was.</param>
    /// <param name="showsElided">True if what is gone takes the room it had.</param>
    public MergedStacks(CallTree tree, bool showsElided)
        : base(tree.Names)
    {
        _tree = tree;
        _showsElided = showsElided;
        _after = tree.Totals();
        _before = tree.Width == 1 ? null : tree.Totals(1);
        HasNegative = tree.HasNegative;
        _widths = HasNegative || showsElided ? SumWidths() : _after;
    }

    /// <inheritdoc/>
    public override int Count => _tree.Count;

    /// <inheritdoc/>
    public override bool HasNegative { get; }

    /// <inheritdoc/>
    public override int Parent(int node) => _tree.Parent(node);

    /// <inheritdoc/>
    public override FrameMeasure Self(int node) => _before is null
        ? FrameMeasure.From(_tree.Self(node))
        : FrameMeasure.From(_tree.Self(node, 1), _tree.Self(node), _showsElided);

    /// <inheritdoc/>
    public override FrameMeasure Total(int node) =>
        new(_widths[node], _after[node], _after[node] - (_before?[node] ?? 0));

    /// <inheritdoc/>
    public override Int128 Width(int node) => _widths[node];

    /// <inheritdoc/>
    protected override int NameNumber(int node) => _tree.Name(node);

    // Children come after their parents, so one walk backwards is enough.
    private Int128[] SumWidths()
    {
        var widths = new Int128[Count];
        for (int node = Count - 1; node >= 0; node--)
        {
            widths[node] += Self(node).Width;
            if (node > 0)
            {
                widths[Parent(node)] += widths[node];
            }
        }

        return widths;
    }
}
