namespace Refold.Formats.FlameGraph;

/// <summary>The changes that colour the frames of a differential graph.</summary>
/// <remarks>
/// <code>
///             before  after
/// a;b             10     40
/// a;c             20     20
///
/// diff            a        b        c         delta / delta of the full colour; above 0 red, below 0 blue
/// self          0/30    30/30     0/30        only the leaf b is coloured
/// total        30/30    30/30     0/30        the callers of b, too
/// relative     30/60    30/40     0/20        each by its own larger value: 30 → 60, 10 → 40
/// </code>
/// </remarks>
internal sealed class FrameDeltas
{
    private readonly DrawnTree _tree;
    private readonly FlameGraphDifference _difference;
    private readonly Int128 _max = 1;

    /// <summary>Reads the changes of a tree.</summary>
    public FrameDeltas(DrawnTree tree, FlameGraphDifference difference)
    {
        _tree = tree;
        _difference = difference;
        for (int node = 0; node < tree.Count; node++)
        {
            _max = Int128.Max(_max, Int128.Abs(this[node]));
        }
    }

    /// <summary>The change that colours a node: flat or cumulative, as the option <c>diff</c> chooses.</summary>
    public Int128 this[int node] =>
        (_difference == FlameGraphDifference.Self ? _tree.Self(node) : _tree.Total(node)).Delta;

    /// <summary>Returns the change that would give a node the full colour; greater than 0.</summary>
    public double FullColorDelta(int node)
    {
        if (_difference != FlameGraphDifference.Relative)
        {
            return (double)_max;
        }

        Int128 after = _tree.Total(node).Value;
        Int128 before = after - _tree.Total(node).Delta;
        return (double)Int128.Max(1, Int128.Max(Int128.Abs(before), Int128.Abs(after)));
    }
}
