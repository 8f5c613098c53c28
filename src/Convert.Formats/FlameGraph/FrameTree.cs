using Refold.Aggregation;

namespace Refold.Formats.FlameGraph;

/// <summary>
/// The stacks of a graph, merged into one tree. Node 0 is the root, which stands for all; a parent's number is lower
/// than its children's.
/// </summary>
internal sealed class FrameTree
{
    private readonly int[] _parents;
    private readonly int[] _names;
    private readonly FrameMeasure[] _selves;
    private readonly FrameMeasure[] _totals;

    /// <summary>Takes over the parts of a tree.</summary>
    /// <param name="names">What the numbers of names mean.</param>
    /// <param name="parents">The parent of each node.</param>
    /// <param name="nameNumbers">The number of the name of each node.</param>
    /// <param name="selves">What the samples give that end in each node.</param>
    /// <param name="starts">Where each node begins, if that is by the order of samples; null if it is by name.</param>
    public FrameTree(
        FrameNames names, int[] parents, int[] nameNumbers, FrameMeasure[] selves, Int128[]? starts = null)
    {
        Names = names;
        _parents = parents;
        _names = nameNumbers;
        _selves = selves;
        Starts = starts;
        _totals = [.. selves];
        for (int node = _totals.Length - 1; node > 0; node--)
        {
            _totals[parents[node]] += _totals[node];
        }
    }

    /// <summary>What the numbers of names mean.</summary>
    public FrameNames Names { get; }

    /// <summary>How many nodes there are.</summary>
    public int Count => _selves.Length;

    /// <summary>Where each node begins, if that is by the order of samples; null if it is by name.</summary>
    public Int128[]? Starts { get; }

    /// <summary>True if a value is negative: then the profile itself is a difference.</summary>
    public bool HasNegative => Array.Exists(_selves, m => m.Value < 0);

    /// <summary>The parent of a node; the root is its own.</summary>
    public int Parent(int node) => _parents[node];

    /// <summary>The name of a node, as UTF-8; empty for the root.</summary>
    public ReadOnlySpan<byte> Name(int node) => Names[_names[node]];

    /// <summary>What the samples give that end in a node.</summary>
    public ref readonly FrameMeasure Self(int node) => ref _selves[node];

    /// <summary>What the samples give that end in a node or above it.</summary>
    public ref readonly FrameMeasure Total(int node) => ref _totals[node];
}
