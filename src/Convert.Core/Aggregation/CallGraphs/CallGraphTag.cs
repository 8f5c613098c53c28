namespace Refold.Aggregation;

/// <summary>The part of a node's values whose samples have some labels.</summary>
/// <param name="Text">
/// All labels of the samples whose value is text, sorted, as <c>key:text</c>, a line each; empty if they have none.
/// </param>
/// <param name="Number">The number of bytes that a numeric label of the samples says; null if this is about text only.</param>
/// <param name="Unit">The unit of the number.</param>
/// <param name="Flat">The sum of the samples in which the node is the leaf.</param>
/// <param name="Cum">The sum of the samples in which the node is.</param>
public sealed record CallGraphTag(string Text, long? Number, string Unit, Int128 Flat, Int128 Cum);
