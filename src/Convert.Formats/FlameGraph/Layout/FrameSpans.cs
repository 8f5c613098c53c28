using Refold.Text;

namespace Refold.Formats.FlameGraph;

/// <summary>
/// The exact places of the frames, for zooming: coordinates have one decimal, which is coarse for a thin frame that
/// fills the width. One word a frame, in their order: <c>size</c>, or <c>gap+size</c> if there is room between it and
/// the frame before, or its parent's left edge.
/// </summary>
internal static class FrameSpans
{
    /// <summary>Writes the words, parted by blanks.</summary>
    public static void Write(FlameGraphPicture picture, Utf8Output output)
    {
        // Where the next frame of each depth begins if nothing lies between.
        List<Int128> next = [0];
        foreach (FlameGraphBox box in picture.Boxes)
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
