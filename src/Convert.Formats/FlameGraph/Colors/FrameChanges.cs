namespace Refold.Formats.FlameGraph;

/// <summary>What a differential graph tells of each frame: by how much it has changed, and how that shows.</summary>
internal sealed class FrameChanges
{
    private readonly FrameTree _tree;
    private readonly FlameGraphDifference _difference;
    private readonly Int128 _max = 1;

    /// <summary>Reads the changes of a tree.</summary>
    public FrameChanges(FrameTree tree, FlameGraphDifference difference)
    {
        _tree = tree;
        _difference = difference;
        for (int node = 0; node < tree.Count; node++)
        {
            _max = Int128.Max(_max, Int128.Abs(this[node]));
        }
    }

    /// <summary>By how much a node has changed.</summary>
    public Int128 this[int node] =>
        (_difference == FlameGraphDifference.Self ? _tree.Self(node) : _tree.Total(node)).Delta;

    /// <summary>What change would give a node the strongest colour; more than 0.</summary>
    public double Strongest(int node)
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
