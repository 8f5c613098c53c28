using Refold.Aggregation;

namespace Refold.Formats.FlameGraph;

/// <summary>
/// The stacks of a graph as a tree. Node 0 is the root, which stands for all; a parent's number is lower than its
/// children's.
/// </summary>
/// <param name="names">What the numbers of names mean.</param>
internal abstract class FrameTree(FrameNames names)
{
    /// <summary>How many nodes there are.</summary>
    public abstract int Count { get; }

    /// <summary>True if a value is negative: then the profile itself is a difference.</summary>
    public abstract bool HasNegative { get; }

    /// <summary>The name of a node, as UTF-8; empty for the root.</summary>
    public ReadOnlySpan<byte> Name(int node) => names[NameNumber(node)];

    /// <summary>The parent of a node; the root is its own.</summary>
    public abstract int Parent(int node);

    /// <summary>What the samples give that end in a node.</summary>
    public abstract FrameMeasure Self(int node);

    /// <summary>What the samples give that end in a node or above it.</summary>
    public abstract FrameMeasure Total(int node);

    /// <summary>The width of <see cref="Total"/>.</summary>
    public abstract Int128 Width(int node);

    /// <summary>Where a node begins, if that is by the order of samples; null if it is by name.</summary>
    public virtual Int128? Start(int node) => null;

    /// <summary>The number of the name of a node.</summary>
    protected abstract int NameNumber(int node);
}
