namespace Refold.Formats.FlameGraph;

/// <summary>The colours of the background gradient.</summary>
internal static class FlameGraphBackground
{
    /// <summary>Returns the colours at the top and at the bottom.</summary>
    public static (string Start, string End) Get(FlameGraphOptions options) =>
        (options.Background.Length > 0 ? options.Background : Default(options.Palette)) switch
        {
            "yellow" => ("#eeeeee", "#eeeeb0"),
            "blue" => ("#eeeeee", "#e0e0ff"),
            "green" => ("#eef2ee", "#e0ffe0"),
            "grey" => ("#f8f8f8", "#e8e8e8"),
            string flat => (flat, flat),
        };

    private static string Default(FlameGraphPalette palette) => palette switch
    {
        FlameGraphPalette.Mem => "green",
        FlameGraphPalette.Io or FlameGraphPalette.Wakeup or FlameGraphPalette.Chain => "blue",
        FlameGraphPalette.Red or FlameGraphPalette.Green or FlameGraphPalette.Blue or FlameGraphPalette.Aqua
            or FlameGraphPalette.Yellow or FlameGraphPalette.Purple or FlameGraphPalette.Orange => "grey",
        _ => "yellow",
    };
}
