namespace Refold.Formats.FlameGraph;

/// <summary>Chooses the colours of the frames of one graph.</summary>
internal sealed class FrameColors
{
    // Frames that separate stacks, such as user from kernel, are grey.
    private static readonly Rgb Dash = new(200, 200, 200);
    private static readonly Rgb DoubleDash = new(160, 160, 160);

    // The number of steps between white and red for the option diffusion.
    private const int DiffusionSteps = 2000;

    private readonly FlameGraphOptions _options;
    private readonly PaletteMap? _map;
    private Drand48 _random = new(1234);

    /// <summary>Creates the colours of a graph.</summary>
    /// <param name="options">The options of the graph.</param>
    /// <param name="map">The palette map that gives and receives colours; null for none.</param>
    public FrameColors(FlameGraphOptions options, PaletteMap? map)
    {
        _options = options;
        _map = map;
    }

    /// <summary>Returns the colour of a frame.</summary>
    /// <param name="name">The name in UTF-8, with its annotation.</param>
    /// <param name="isWaker">Whether one of the callers is a <c>--</c> frame.</param>
    /// <param name="width">The width as a fraction of the full width, from 0 to 1.</param>
    public Rgb Get(ReadOnlySpan<byte> name, bool isWaker, double width)
    {
        if (Separator(name) is { } grey)
        {
            return grey;
        }

        if (_options.Diffusion)
        {
            // The square root, so that frames of a tenth of the width are still clearly red.
            return Blend((int)(Math.Sqrt(width) * DiffusionSteps), DiffusionSteps);
        }

        // flamegraph.pl appends this annotation to the names of wakers, and only its chain palette reads it.
        if (isWaker && _options.Palette == FlameGraphPalette.Chain)
        {
            name = (byte[])[.. name, .. "_[w]"u8];
        }

        if (_map is null)
        {
            return FromName(name);
        }

        if (!_map.TryGet(name, out Rgb color))
        {
            color = FromName(name);
            _map.Set(name, color);
        }

        return color;
    }

    /// <summary>
    /// Returns the colour of a frame of a differential graph: red for more, blue for less, white for no change.
    /// </summary>
    /// <param name="name">The name in UTF-8.</param>
    /// <param name="delta">The change.</param>
    /// <param name="max">The change of full red or blue; greater than 0.</param>
    public Rgb GetForDelta(ReadOnlySpan<byte> name, double delta, double max) =>
        Separator(name) ?? Blend(_options.Negate ? -delta : delta, max);

    private static Rgb? Separator(ReadOnlySpan<byte> name) => name switch
    {
        [(byte)'-', (byte)'-'] => DoubleDash,
        [(byte)'-'] => Dash,
        _ => null,
    };

    // delta / max =  -1            -0.5           0              0.5            1
    //              rgb(0,0,255)  (105,105,255)  (255,255,255)  (255,105,105)  (255,0,0)
    //
    // Steps begin at 210, not 255, so that the least change is visibly not white.
    private static Rgb Blend(double delta, double max)
    {
        byte faded = (byte)(210 * (max - Math.Abs(delta)) / max);
        return delta > 0 ? new Rgb(255, faded, faded) : delta < 0 ? new Rgb(faded, faded, 255) : new Rgb(255, 255, 255);
    }

    private Rgb FromName(ReadOnlySpan<byte> name)
    {
        FlameGraphPalette hue = PaletteRules.FindHue(_options.Palette, name);
        if (_options.Hash)
        {
            double end = NameHash.FromEnd(name);
            return PaletteColors.Get(hue, NameHash.FromStart(name), end, end);
        }

        if (_options.Random)
        {
            return PaletteColors.Get(hue, _random.Next(), _random.Next(), _random.Next());
        }

        double position = NameHash.FromSeed(name);
        return PaletteColors.Get(hue, position, position, position);
    }
}
