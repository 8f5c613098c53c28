namespace Refold.Formats.FlameGraph;

/// <summary>Where things are in the picture, in pixels; flamegraph.pl's measures.</summary>
internal sealed class FlameGraphGeometry
{
    /// <summary>What stays free at the left and at the right.</summary>
    public const int SidePad = 10;

    // One pixel between a frame and the one above it.
    private const int FrameGap = 1;

    private readonly FlameGraphOptions _options;
    private readonly double _top;
    private readonly double _bottom;

    /// <summary>Measures a picture.</summary>
    /// <param name="options">Sizes of things.</param>
    /// <param name="rows">How many frames lie on one another at most.</param>
    public FlameGraphGeometry(FlameGraphOptions options, int rows)
    {
        _options = options;
        _top = (options.FontSize * 3) + (options.Subtitle.Length > 0 ? options.FontSize * 2 : 0);
        _bottom = (options.FontSize * 2) + 10;
        Height = ((double)rows * options.FrameHeight) + _top + _bottom;
    }

    /// <summary>The height of the picture.</summary>
    public double Height { get; }

    /// <summary>Where text at the lower edge stands.</summary>
    public double DetailsY => Height - (_bottom / 2);

    /// <summary>The upper edge of the frames of a depth.</summary>
    public double Top(int depth) => _options.Inverted
        ? _top + ((double)depth * _options.FrameHeight)
        : Height - _bottom - ((depth + 1.0) * _options.FrameHeight) + FrameGap;

    /// <summary>The lower edge of the frames of a depth.</summary>
    public double Bottom(int depth) => _options.Inverted
        ? _top + ((depth + 1.0) * _options.FrameHeight) - FrameGap
        : Height - _bottom - ((double)depth * _options.FrameHeight);
}
