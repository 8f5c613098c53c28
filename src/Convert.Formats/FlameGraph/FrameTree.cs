namespace Refold.Formats.FlameGraph;

/// <summary>
/// The stacks of a graph, merged into one tree. Node 0 is the root, which stands for all; a parent's number is lower
/// than its children's. Sums are wider than values, so that no profile makes them overflow.
/// </summary>
internal sealed class FrameTree
{
    /// <summary>How many nodes there are.</summary>
    public required int Count { get; init; }

    /// <summary>The parent of each node; -1 for the root.</summary>
    public required int[] Parents { get; init; }

    /// <summary>The name of each node, as a row of a <see cref="FrameNameTable"/>.</summary>
    public required int[] NameIds { get; init; }

    /// <summary>How wide the samples are that end in each node. Never negative.</summary>
    public required Int128[] Selves { get; init; }

    /// <summary>How wide each node is: <see cref="Selves"/> and the widths of its children. Never negative.</summary>
    public required Int128[] Widths { get; init; }

    /// <summary>What each node's title tells: in most graphs the same as <see cref="Widths"/>.</summary>
    public required Int128[] Values { get; init; }

    /// <summary>By how much each node has changed; null if the graph is not differential.</summary>
    public Int128[]? Deltas { get; init; }

    /// <summary>Where each node begins, if that is by the order of the samples; null if it is by name.</summary>
    public Int128[]? Starts { get; init; }
}
