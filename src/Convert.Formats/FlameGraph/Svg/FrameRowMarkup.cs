using System.Text;

namespace Refold.Formats.FlameGraph;

/// <summary>The markup that all frames of a row have in common, formatted once per row.</summary>
/// <param name="BeforeWidth">The markup between the x and the width of the rectangle.</param>
/// <param name="BeforeFill">The markup between the width of the rectangle and its colour.</param>
/// <param name="BeforeLabel">The markup between the x of the label and its text.</param>
internal sealed record FrameRowMarkup(byte[] BeforeWidth, byte[] BeforeFill, byte[] BeforeLabel)
{
    /// <summary>Formats the markup of the row at a depth.</summary>
    public static FrameRowMarkup Create(FlameGraphGeometry geometry, int depth)
    {
        double top = geometry.Top(depth);
        double bottom = geometry.Bottom(depth);
        string height = Decimals.OneDecimal(bottom - top);
        return new FrameRowMarkup(
            Encoding.UTF8.GetBytes($"\" y=\"{Decimals.Plain(top)}\" width=\""),
            Encoding.UTF8.GetBytes($"\" height=\"{height}\" fill=\"rgb("),
            Encoding.UTF8.GetBytes($"\" y=\"{Decimals.Plain(3 + ((top + bottom) / 2))}\" >"));
    }
}
