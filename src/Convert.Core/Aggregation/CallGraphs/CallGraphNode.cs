namespace Refold.Aggregation;

/// <summary>A node of a call graph: a function, or a file, line or address, with its costs and calls.</summary>
/// <param name="frame">The identity of the node.</param>
/// <param name="flat">The sum of the samples in which the node is the leaf.</param>
/// <param name="cumulative">The sum of the samples whose stack contains the node, each counted once.</param>
public sealed class CallGraphNode(CallGraphFrame frame, Int128 flat, Int128 cumulative)
{
    /// <summary>The identity of the node.</summary>
    public CallGraphFrame Frame { get; } = frame;

    /// <summary>The sum of the samples in which the node is the leaf.</summary>
    public Int128 Flat { get; } = flat;

    /// <summary>The sum of the samples whose stack contains the node, each counted once.</summary>
    public Int128 Cumulative { get; } = cumulative;

    /// <summary>The edges from callers, the heaviest first.</summary>
    public IReadOnlyList<CallGraphEdge> In => Incoming;

    /// <summary>The edges to callees, the heaviest first.</summary>
    public IReadOnlyList<CallGraphEdge> Out => Outgoing;

    /// <summary>The values of the node by labels of the samples.</summary>
    public IReadOnlyList<CallGraphTag> Tags => OwnTags;

    /// <summary>The number of the node in <see cref="CallGraphFrames"/>.</summary>
    internal int Number { get; init; }

    internal List<CallGraphEdge> Incoming { get; } = [];

    internal List<CallGraphEdge> Outgoing { get; } = [];

    internal List<CallGraphTag> OwnTags { get; } = [];

    /// <inheritdoc/>
    public override string ToString() => $"{Frame} {Flat} {Cumulative}";
}
