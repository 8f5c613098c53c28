using Refold.Text;

namespace Refold.Formats.FlameGraph;

/// <summary>Writes the exact horizontal spans of the frames, which the script uses for zooming.</summary>
/// <remarks>
/// Coordinates in the SVG have one decimal, too coarse for a thin frame that is zoomed to the full width. Each frame,
/// in the order of the document, has one word: <c>size</c>, or <c>gap+size</c> after a gap. The gap is measured from
/// the previous callee of the same caller, or from the caller's left edge.
/// <code>
///        ┌────┐  ┌───────────┐
///        │ a  │  │     c     │             all main a c
///   ┌────┴────┴──┴───────────┤        →    10  10  2+3 1+4
///   │         main           │
///   0    2    5  6          10
/// </code>
/// <c>frames.js</c> reads them.
/// </remarks>
internal static class FrameSpanWriter
{
    /// <summary>Writes the words, each followed by a blank.</summary>
    public static void Write(FlameGraphPicture picture, Utf8Output output)
    {
        // The left edge of the next frame of each depth if there is no gap.
        List<Int128> next = [0];
        foreach (FrameBox box in picture.Boxes)
        {
            Int128 gap = box.Start - next[box.Depth];
            Int128 size = picture.Width(box.Node);
            if (gap != 0)
            {
                Decimals.WriteWhole(output, gap);
                output.Write((byte)'+');
            }

            Decimals.WriteWhole(output, size);
            output.Write((byte)' ');
            next[box.Depth] = box.Start + size;
            if (next.Count == box.Depth + 1)
            {
                next.Add(0);
            }

            next[box.Depth + 1] = box.Start;
        }
    }
}
