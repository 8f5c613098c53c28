namespace Refold.Formats.FlameGraph;

/// <summary>The colour of each frame of one graph.</summary>
internal sealed class FrameColors
{
    // Frames that part stacks, such as user from kernel, are grey.
    private static readonly Rgb Dash = new(200, 200, 200);
    private static readonly Rgb DoubleDash = new(160, 160, 160);

    // Steps between pale and red when width gives the colour.
    private const int DiffusionSteps = 2000;

    private readonly FlameGraphOptions _options;
    private readonly PaletteMap? _map;
    private Drand48 _random = new(1234);

    public FrameColors(FlameGraphOptions options, PaletteMap? map)
    {
        _options = options;
        _map = map;
    }

    /// <summary>The colour of a frame.</summary>
    /// <param name="name">Its name, with its annotation.</param>
    /// <param name="isWaker">True if it stands behind a <c>--</c> frame.</param>
    /// <param name="share">How much of the whole width it takes, from 0 to 1.</param>
    public Rgb Of(ReadOnlySpan<byte> name, bool isWaker, double share)
    {
        if (Separator(name) is { } grey)
        {
            return grey;
        }

        if (_options.Diffusion)
        {
            // Half the width is much more than half as interesting as all of it.
            return Change((int)(Math.Sqrt(share) * DiffusionSteps), DiffusionSteps);
        }

        // Only the chain palette tells wakers from others; flamegraph.pl marks them so in their names.
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
    /// The colour of a frame of a differential graph: red for more, blue for less, white for no change.
    /// </summary>
    /// <param name="name">Its name.</param>
    /// <param name="delta">The change.</param>
    /// <param name="max">The largest change there is; more than 0.</param>
    public Rgb OfChange(ReadOnlySpan<byte> name, double delta, double max) =>
        Separator(name) ?? Change(_options.Negate ? -delta : delta, max);

    private static Rgb? Separator(ReadOnlySpan<byte> name) => name switch
    {
        [(byte)'-', (byte)'-'] => DoubleDash,
        [(byte)'-'] => Dash,
        _ => null,
    };

    private static Rgb Change(double delta, double max)
    {
        byte rest = (byte)(210 * (max - Math.Abs(delta)) / max);
        return delta > 0 ? new Rgb(255, rest, rest) : delta < 0 ? new Rgb(rest, rest, 255) : new Rgb(255, 255, 255);
    }

    private Rgb FromName(ReadOnlySpan<byte> name)
    {
        FlameGraphPalette hue = PaletteRules.Hue(_options.Palette, name);
        if (_options.Hash)
        {
            double end = NamePlaces.FromEnd(name);
            return PaletteColors.Get(hue, NamePlaces.FromStart(name), end, end);
        }

        if (_options.Random)
        {
            return PaletteColors.Get(hue, _random.Next(), _random.Next(), _random.Next());
        }

        double place = NamePlaces.Seeded(name);
        return PaletteColors.Get(hue, place, place, place);
    }
}
