using Refold.Aggregation;

namespace Refold.Formats.FlameGraph;

/// <summary>The options of a flame graph. Options of flamegraph.pl have its meaning and default.</summary>
public sealed record FlameGraphOptions
{
    /// <summary>The options as they are declared for the command line.</summary>
    internal static IReadOnlyList<FormatOption> Declared => FlameGraphOptionTable.Declared;

    /// <summary>The heading; empty for "Flame Graph", "Icicle Graph" or "Flame Chart".</summary>
    public string Title { get; init; } = "";

    /// <summary>The second heading; empty for none.</summary>
    public string Subtitle { get; init; } = "";

    /// <summary>The width of the picture in pixels, from 100 to 1,000,000.</summary>
    public int Width { get; init; } = 1200;

    /// <summary>Whether the picture takes the width of its window or container when it is opened.</summary>
    public bool Fluid { get; init; }

    /// <summary>The height of a frame in pixels, from 1 to 1000.</summary>
    public int FrameHeight { get; init; } = 16;

    /// <summary>
    /// The least width of a drawn frame in pixels, or in percent if <see cref="MinWidthIsPercent"/>; up to 1,000,000.
    /// </summary>
    public double MinWidth { get; init; } = 0.1;

    /// <summary>Whether <see cref="MinWidth"/> is a percentage of the full width.</summary>
    public bool MinWidthIsPercent { get; init; }

    /// <summary>The CSS font family: letters, digits, blanks, commas, dots, dashes, quotes.</summary>
    public string FontType { get; init; } = "Verdana";

    /// <summary>The font size in pixels, from 1 to 1000.</summary>
    public double FontSize { get; init; } = 12;

    /// <summary>
    /// The average width of a character as a multiple of <see cref="FontSize"/>, from 0.01 to 100; names are cut by it.
    /// </summary>
    public double FontWidth { get; init; } = 0.59;

    /// <summary>
    /// The unit after the values in titles; empty to choose it by the sample type. If it is given, values are not
    /// converted to a readable unit, only multiplied by <see cref="Factor"/>.
    /// </summary>
    public string CountName { get; init; } = "";

    /// <summary>The text before the title of the frame under the pointer.</summary>
    public string NameType { get; init; } = "Function:";

    /// <summary>The colours of the frames.</summary>
    public FlameGraphPalette Palette { get; init; }

    /// <summary>
    /// The background: <c>yellow</c>, <c>blue</c>, <c>green</c> or <c>grey</c> for a gradient, <c>#rrggbb</c> for one
    /// colour; empty to choose it by the palette.
    /// </summary>
    public string Background { get; init; } = "";

    /// <summary>The colour of frames that match a search: <c>#rrggbb</c> or <c>rgb(r,g,b)</c>.</summary>
    public string SearchColor { get; init; } = "rgb(230,0,230)";

    /// <summary>The colours of the background and of the text around the frames.</summary>
    public FlameGraphTheme Theme { get; init; }

    /// <summary>Whether names with the same beginning have similar colours.</summary>
    public bool Hash { get; init; }

    /// <summary>Whether colours are random, from a fixed seed, instead of derived from names.</summary>
    public bool Random { get; init; }

    /// <summary>Whether the width of a frame gives its colour: wide frames are red, thin ones pale.</summary>
    public bool Diffusion { get; init; }

    /// <summary>
    /// The path of a palette map: its names have the colours that it gives, and the other names of the graph are added
    /// to it when the graph is written. Empty for none.
    /// </summary>
    public string PaletteFile { get; init; } = "";

    /// <summary>The path of a file with attributes of names; empty for none.</summary>
    public string NameAttributeFile { get; init; } = "";

    /// <summary>Whether stacks are merged from the leaf instead of the root.</summary>
    public bool Reverse { get; init; }

    /// <summary>Whether the root is at the top: an icicle graph.</summary>
    public bool Inverted { get; init; }

    /// <summary>Whether stacks stay in the order of the samples, and only adjacent ones are merged.</summary>
    public bool FlameChart { get; init; }

    /// <summary>
    /// The functions at which stacks start, each at its last call; stacks without any of them are discarded. Empty to
    /// keep whole stacks.
    /// </summary>
    public IReadOnlyList<string> Base { get; init; } = [];

    /// <summary>The change that colours the frames of a differential graph.</summary>
    public FlameGraphDifference Difference { get; init; }

    /// <summary>Whether the colours of a differential graph are swapped: blue for more, red for less.</summary>
    public bool Negate { get; init; }

    /// <summary>Whether the subtitle explains the colours of a differential graph.</summary>
    public bool Legend { get; init; } = true;

    /// <summary>
    /// Whether a differential graph shows stacks whose value after is 0, as wide as their value before.
    /// </summary>
    public bool Elided { get; init; }

    /// <summary>A comment in the file; not visible in the picture.</summary>
    public string Notes { get; init; } = "";

    /// <summary>The factor by which values are multiplied in titles; greater than 0.</summary>
    public double Factor { get; init; } = 1;

    /// <summary>The value of the full width if it is greater than the sum of the samples; 0 for that sum.</summary>
    public long Total { get; init; }

    /// <summary>
    /// The encoding named in the XML declaration; empty for none, which means UTF-8. With another encoding than UTF-8,
    /// characters that are not ASCII are written as references, which are valid in every encoding that contains ASCII.
    /// </summary>
    public string Encoding { get; init; } = "";

    /// <summary>The naming of frames.</summary>
    public FrameNameOptions Names { get; init; } = new();

    /// <summary>Reads the options given on a command line.</summary>
    /// <exception cref="FormatException">The value of an option is not valid.</exception>
    public static FlameGraphOptions From(FormatOptions options) => FlameGraphOptionTable.Read(options);
}
