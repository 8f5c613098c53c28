namespace Refold.Aggregation;

/// <summary>A function, or what else frames are told apart by, with what it costs and whom it calls.</summary>
/// <param name="frame">What it is.</param>
/// <param name="flat">What it costs itself: the sum of the samples in which it is the leaf.</param>
/// <param name="cum">What it costs with all it calls: the sum of the samples in which it is, each counted once.</param>
public sealed class CallGraphNode(CallGraphFrame frame, Int128 flat, Int128 cum)
{
    /// <summary>What it is.</summary>
    public CallGraphFrame Frame { get; } = frame;

    /// <summary>The sum of the samples in which it is the leaf.</summary>
    public Int128 Flat { get; } = flat;

    /// <summary>The sum of the samples in which it is, each counted once.</summary>
    public Int128 Cum { get; } = cum;

    /// <summary>The calls of it by others, the heaviest first.</summary>
    public IReadOnlyList<CallGraphEdge> In => Incoming;

    /// <summary>The calls of others by it, the heaviest first.</summary>
    public IReadOnlyList<CallGraphEdge> Out => Outgoing;

    /// <summary>How its values are shared among the labels of its samples.</summary>
    public IReadOnlyList<CallGraphTag> Tags => OwnTags;

    /// <summary>Its number among all nodes that the profile has.</summary>
    internal int Number { get; init; }

    internal List<CallGraphEdge> Incoming { get; } = [];

    internal List<CallGraphEdge> Outgoing { get; } = [];

    internal List<CallGraphTag> OwnTags { get; } = [];

    /// <inheritdoc/>
    public override string ToString() => $"{Frame} {Flat} {Cum}";
}
