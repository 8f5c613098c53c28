namespace Refold.Formats.FlameGraph;

/// <summary>What a differential graph tells of each frame: by how much it has changed, and how that shows.</summary>
internal sealed class FrameChanges
{
    private readonly FrameTree _tree;
    private readonly Int128[] _deltas;
    private readonly FlameGraphDifference _difference;
    private readonly Int128 _max;

    /// <summary>Reads the changes of a tree, which must be differential.</summary>
    public FrameChanges(FrameTree tree, FlameGraphDifference difference)
    {
        _tree = tree;
        _difference = difference;
        _deltas = tree.Deltas ?? throw new ArgumentException("The tree is not differential.", nameof(tree));
        _max = 1;
        foreach (Int128 delta in _deltas)
        {
            _max = Int128.Max(_max, Int128.Abs(delta));
        }
    }

    /// <summary>By how much a node has changed.</summary>
    public Int128 this[int node] => _deltas[node];

    /// <summary>What change would give a node the strongest colour; more than 0.</summary>
    public double Strongest(int node)
    {
        if (_difference != FlameGraphDifference.Relative)
        {
            return (double)_max;
        }

        Int128 after = _tree.Values[node];
        Int128 before = after - _deltas[node];
        return (double)Int128.Max(1, Int128.Max(Int128.Abs(before), Int128.Abs(after)));
    }
}
