namespace Refold.Formats.FlameGraph;

/// <summary>One frame as it is drawn.</summary>
/// <param name="Node">Its node in the tree.</param>
/// <param name="Depth">How many frames lie below it; 0 for the root.</param>
/// <param name="Start">Where it begins, in the unit of the tree's widths.</param>
/// <param name="IsWaker">True if it stands behind a <c>--</c> frame.</param>
internal readonly record struct FlameGraphBox(int Node, int Depth, Int128 Start, bool IsWaker);
