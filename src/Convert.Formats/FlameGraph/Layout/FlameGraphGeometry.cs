namespace Refold.Formats.FlameGraph;

/// <summary>The vertical geometry of the picture in pixels, with the distances of flamegraph.pl.</summary>
/// <remarks>
/// <code>
/// 0      +--------------------------------------+
///        |  Reset Zoom    Title     Search  ic  |  3 font sizes
///        |               Subtitle               |  2 more if there is a subtitle
///        |  +-----+----------+                  |
///        |  |     |          |                  |  depth 1     each row one frame height, with a gap
///        |  +-----+----------+---------------+  |              of 1 pixel between rows
///        |  |                                |  |  depth 0     the root; at the top if inverted
///        |  +--------------------------------+  |
///        |  details                    matched  |  2 font sizes and 10 pixels
/// Height +--------------------------------------+
///         SidePad                        SidePad
/// </code>
/// </remarks>
internal sealed class FlameGraphGeometry
{
    /// <summary>The width of the margins at the left and at the right, in pixels.</summary>
    public const int SidePad = 10;

    // The gap between a frame and the row above it, in pixels.
    private const int FrameGap = 1;

    private readonly FlameGraphOptions _options;
    private readonly double _top;
    private readonly double _bottom;

    /// <summary>Computes the geometry of a picture.</summary>
    /// <param name="options">The sizes of frames and fonts.</param>
    /// <param name="rows">The number of rows of frames.</param>
    public FlameGraphGeometry(FlameGraphOptions options, int rows)
    {
        _options = options;
        _top = (options.FontSize * 3) + (options.Subtitle.Length > 0 ? options.FontSize * 2 : 0);
        _bottom = (options.FontSize * 2) + 10;
        Height = ((double)rows * options.FrameHeight) + _top + _bottom;
    }

    /// <summary>The height of the picture.</summary>
    public double Height { get; }

    /// <summary>The baseline of the text below the frames.</summary>
    public double DetailsY => Height - (_bottom / 2);

    /// <summary>Returns the upper edge of the frames at a depth.</summary>
    public double Top(int depth) => _options.Inverted
        ? _top + ((double)depth * _options.FrameHeight)
        : Height - _bottom - ((depth + 1.0) * _options.FrameHeight) + FrameGap;

    /// <summary>Returns the lower edge of the frames at a depth.</summary>
    public double Bottom(int depth) => _options.Inverted
        ? _top + ((depth + 1.0) * _options.FrameHeight) - FrameGap
        : Height - _bottom - ((double)depth * _options.FrameHeight);
}
