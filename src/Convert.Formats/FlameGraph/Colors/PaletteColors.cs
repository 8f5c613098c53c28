namespace Refold.Formats.FlameGraph;

/// <summary>The colour range of each palette of one hue, from the function <c>color</c> of flamegraph.pl.</summary>
internal static class PaletteColors
{
    /// <summary>Returns one colour of a palette.</summary>
    /// <param name="hue">A palette of one hue; black is returned for the others.</param>
    /// <param name="v1">The position in the range of the first component, from 0 to 1.</param>
    /// <param name="v2">The position in the range of the second component, from 0 to 1.</param>
    /// <param name="v3">The position in the range of the third component, from 0 to 1.</param>
    public static Rgb Get(FlameGraphPalette hue, double v1, double v2, double v3) => hue switch
    {
        FlameGraphPalette.Hot => new(At(205, 50, v3), At(0, 230, v1), At(0, 55, v2)),
        FlameGraphPalette.Mem => new(0, At(190, 50, v2), At(0, 210, v1)),
        FlameGraphPalette.Io => new(At(80, 60, v1), At(80, 60, v1), At(190, 55, v2)),
        FlameGraphPalette.Red => new(At(200, 55, v1), At(50, 80, v1), At(50, 80, v1)),
        FlameGraphPalette.Green => new(At(50, 60, v1), At(200, 55, v1), At(50, 60, v1)),
        FlameGraphPalette.Blue => new(At(80, 60, v1), At(80, 60, v1), At(205, 50, v1)),
        FlameGraphPalette.Yellow => new(At(175, 55, v1), At(175, 55, v1), At(50, 20, v1)),
        FlameGraphPalette.Purple => new(At(190, 65, v1), At(80, 60, v1), At(190, 65, v1)),
        FlameGraphPalette.Aqua => new(At(50, 60, v1), At(165, 55, v1), At(165, 55, v1)),
        FlameGraphPalette.Orange => new(At(190, 65, v1), At(90, 65, v1), 0),
        _ => default,
    };

    private static byte At(int start, int span, double position) => (byte)(start + (int)(span * position));
}
