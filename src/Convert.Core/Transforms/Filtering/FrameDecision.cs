namespace Refold;

/// <summary>The decision of a <see cref="FrameTransform"/> on one location.</summary>
/// <param name="Match">How much of the location matches.</param>
/// <param name="Lines">
/// The lines that are kept, leaf first, with the source's ids. Null keeps the location as it is, an empty array removes
/// it.
/// </param>
internal readonly record struct FrameDecision(FrameMatch Match, Line[]? Lines = null);
