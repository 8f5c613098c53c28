using Refold.Aggregation;

namespace Refold.Formats.FlameGraph;

/// <summary>
/// How a flame graph looks. What flamegraph.pl has an option for has that option's name, meaning and default.
/// </summary>
public sealed record FlameGraphOptions
{
    /// <summary>The heading; empty for "Flame Graph", "Icicle Graph" or "Flame Chart".</summary>
    public string Title { get; init; } = "";

    /// <summary>A second heading; empty for none.</summary>
    public string Subtitle { get; init; } = "";

    /// <summary>How wide the picture is, in pixels, from 100 to 1 000 000.</summary>
    public int Width { get; init; } = 1200;

    /// <summary>True if the picture, once opened, becomes as wide as what it stands in.</summary>
    public bool Fluid { get; init; }

    /// <summary>How high a frame is, in pixels, from 1 to 1000.</summary>
    public int FrameHeight { get; init; } = 16;

    /// <summary>
    /// Frames thinner than this are left out, in pixels, or in percent if <see cref="MinWidthIsPercent"/>.
    /// </summary>
    public double MinWidth { get; init; } = 0.1;

    /// <summary>True if <see cref="MinWidth"/> is a percentage of the whole.</summary>
    public bool MinWidthIsPercent { get; init; }

    /// <summary>The font, as CSS names it: letters, digits, blanks, commas, dots, dashes, quotes.</summary>
    public string FontType { get; init; } = "Verdana";

    /// <summary>The size of the font in pixels, from 1 to 1000.</summary>
    public double FontSize { get; init; } = 12;

    /// <summary>How wide a character is on average, in font sizes; tells how much of a name fits.</summary>
    public double FontWidth { get; init; } = 0.59;

    /// <summary>
    /// What is counted, as titles say it; empty for what the sample type tells. If given, values are shown as they are,
    /// times <see cref="Factor"/>.
    /// </summary>
    public string CountName { get; init; } = "";

    /// <summary>What stands before the name of the frame under the pointer.</summary>
    public string NameType { get; init; } = "Function:";

    /// <summary>The hues of the frames.</summary>
    public FlameGraphPalette Palette { get; init; }

    /// <summary>
    /// The background: <c>yellow</c>, <c>blue</c>, <c>green</c> or <c>grey</c> for a gradient, <c>#rrggbb</c> for one
    /// colour; empty for what suits the palette.
    /// </summary>
    public string Background { get; init; } = "";

    /// <summary>The colour of what a search found: <c>#rrggbb</c> or <c>rgb(r,g,b)</c>.</summary>
    public string SearchColor { get; init; } = "rgb(230,0,230)";

    /// <summary>Light or dark around the frames.</summary>
    public FlameGraphTheme Theme { get; init; }

    /// <summary>True if names that begin alike have like colours.</summary>
    public bool Hash { get; init; }

    /// <summary>True if colours tell nothing, and differ from frame to frame; they are the same each time.</summary>
    public bool Random { get; init; }

    /// <summary>True if wide frames are red and thin ones pale, whatever their names.</summary>
    public bool Diffusion { get; init; }

    /// <summary>
    /// The path of a palette map: names in it have the colours it gives; the others are added to it when the graph is
    /// written. Empty for none.
    /// </summary>
    public string PaletteFile { get; init; } = "";

    /// <summary>The path of a file with attributes for names; empty for none.</summary>
    public string NameAttributeFile { get; init; } = "";

    /// <summary>True if stacks are merged from the leaf.</summary>
    public bool Reverse { get; init; }

    /// <summary>True if the root is at the top.</summary>
    public bool Inverted { get; init; }

    /// <summary>True if stacks stay in input order, and only neighbours are merged.</summary>
    public bool FlameChart { get; init; }

    /// <summary>Only what one of these functions called is shown, from its last call on; empty for all.</summary>
    public IReadOnlyList<string> Base { get; init; } = [];

    /// <summary>By what a differential graph is coloured.</summary>
    public FlameGraphDifference Difference { get; init; }

    /// <summary>True if more is blue and less is red.</summary>
    public bool Negate { get; init; }

    /// <summary>True if stacks of a differential graph that are gone take the room that they had.</summary>
    public bool Elided { get; init; }

    /// <summary>A remark for those who read the file; no one sees it in the picture.</summary>
    public string Notes { get; init; } = "";

    /// <summary>What values are multiplied by for the titles; more than 0.</summary>
    public double Factor { get; init; } = 1;

    /// <summary>What the whole width stands for, if more than the sum of all samples; 0 for the sum.</summary>
    public long Total { get; init; }

    /// <summary>
    /// What the XML declaration names as encoding; empty for none, which means UTF-8. With another than UTF-8,
    /// characters beyond ASCII are written as references, which any encoding that holds ASCII can carry.
    /// </summary>
    public string Encoding { get; init; } = "";

    /// <summary>How frames are named.</summary>
    public FrameNameOptions Names { get; init; } = new();

    /// <summary>The options as a command line gives them.</summary>
    /// <exception cref="FormatException">The value of one makes no sense.</exception>
    public static FlameGraphOptions From(FormatOptions options) => FlameGraphOptionTable.Read(options);
}
