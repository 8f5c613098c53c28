namespace Refold.Formats.FlameGraph;

/// <summary>The position of one frame in the picture.</summary>
/// <param name="Node">The node of the frame in its <see cref="DrawnTree"/>.</param>
/// <param name="Depth">The number of callers; 0 for the root.</param>
/// <param name="Start">The left edge, in the unit of the tree's widths.</param>
/// <param name="IsWaker">Whether a caller is named <c>--</c>, which separates a stack from its wakers.</param>
internal readonly record struct FrameBox(int Node, int Depth, Int128 Start, bool IsWaker);
