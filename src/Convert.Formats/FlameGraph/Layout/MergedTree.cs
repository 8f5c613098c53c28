using Refold.Aggregation;

namespace Refold.Formats.FlameGraph;

/// <summary>The tree of a flame graph: all stacks merged by the names of their frames, whatever their order.</summary>
internal sealed class MergedTree : DrawnTree
{
    private readonly CallTree _tree;
    private readonly bool _showsElided;
    private readonly Int128[] _widths;
    private readonly Int128[] _after;
    private readonly Int128[]? _before;

    /// <summary>Creates the drawn form of a call tree.</summary>
    /// <param name="tree">A call tree with one value per node, or with two: after and before.</param>
    /// <param name="showsElided">Whether stacks without a value after have the width of their value before.</param>
    public MergedTree(CallTree tree, bool showsElided)
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
    public override FrameWeight Self(int node) => _before is null
        ? FrameWeight.From(_tree.Self(node))
        : FrameWeight.From(_tree.Self(node, 1), _tree.Self(node), _showsElided);

    /// <inheritdoc/>
    public override FrameWeight Total(int node) =>
        new(_widths[node], _after[node], _after[node] - (_before?[node] ?? 0));

    /// <inheritdoc/>
    public override Int128 Width(int node) => _widths[node];

    /// <inheritdoc/>
    protected override int NameNumber(int node) => _tree.Name(node);

    // A parent is less than its children, so one pass from the last node to the first sums all of them.
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
