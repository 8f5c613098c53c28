namespace Refold.Aggregation;

/// <summary>The part of a node's values whose samples have the same labels.</summary>
/// <param name="Text">
/// All text labels of the samples, sorted, as lines <c>key:text</c>; empty if they have none.
/// </param>
/// <param name="Number">The value of a label <c>bytes</c> of the samples; null for a tag of text labels alone.</param>
/// <param name="Unit">The unit of the number.</param>
/// <param name="Flat">The sum of the samples in which the node is the leaf.</param>
/// <param name="Cumulative">The sum of the samples whose stack contains the node.</param>
public sealed record CallGraphTag(string Text, long? Number, string Unit, Int128 Flat, Int128 Cumulative);
