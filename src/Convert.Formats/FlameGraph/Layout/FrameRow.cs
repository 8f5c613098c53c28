using System.Text;

namespace Refold.Formats.FlameGraph;

/// <summary>The parts of a frame's element that are the same in a whole row.</summary>
/// <param name="BeforeWidth">From behind the rectangle's x to its width.</param>
/// <param name="BeforeFill">From behind its width to its colour.</param>
/// <param name="BeforeLabel">From behind the label's x to the label.</param>
internal sealed record FrameRow(byte[] BeforeWidth, byte[] BeforeFill, byte[] BeforeLabel)
{
    /// <summary>The row of a depth.</summary>
    public static FrameRow At(FlameGraphGeometry geometry, int depth)
    {
        double top = geometry.Top(depth);
        double bottom = geometry.Bottom(depth);
        string height = Decimals.OneDecimal(bottom - top);
        return new FrameRow(
            Encoding.UTF8.GetBytes($"\" y=\"{Decimals.Plain(top)}\" width=\""),
            Encoding.UTF8.GetBytes($"\" height=\"{height}\" fill=\"rgb("),
            Encoding.UTF8.GetBytes($"\" y=\"{Decimals.Plain(3 + ((top + bottom) / 2))}\" >"));
    }
}
