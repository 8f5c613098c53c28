using System.Globalization;

namespace Refold.Formats.FlameGraph;

/// <summary>
/// The exact places of the frames, for zooming: coordinates have one decimal, which is coarse for a thin frame that
/// fills the width. One word a frame, in their order: <c>size</c>, or <c>gap+size</c> if frames too thin to be drawn
/// lie before it.
/// </summary>
internal sealed class FrameSpans
{
    private readonly IReadOnlyList<FlameGraphBox> _boxes;
    private readonly Func<FlameGraphBox, Int128> _size;

    // Where the next frame of each depth begins if nothing lies between.
    private readonly List<Int128> _next = [0];

    public FrameSpans(IReadOnlyList<FlameGraphBox> boxes, Func<FlameGraphBox, Int128> size)
    {
        _boxes = boxes;
        _size = size;
    }

    /// <summary>Writes the words, parted by blanks.</summary>
    public void Write(SvgBuffer output)
    {
        foreach (FlameGraphBox box in _boxes)
        {
            Int128 gap = box.Start - _next[box.Depth];
            Int128 size = _size(box);
            if (gap != 0)
            {
                WriteNumber(gap, output);
                output.Write("+"u8);
            }

            WriteNumber(size, output);
            output.Write(" "u8);
            _next[box.Depth] = box.Start + size;
            if (_next.Count == box.Depth + 1)
            {
                _next.Add(0);
            }

            _next[box.Depth + 1] = box.Start;
        }
    }

    private static void WriteNumber(Int128 number, SvgBuffer output)
    {
        number.TryFormat(output.GetSpan(40), out int length, default, CultureInfo.InvariantCulture);
        output.Advance(length);
    }
}
