using System.Globalization;
using Refold.Aggregation;
using Refold.Formats.Shared;

namespace Refold.Formats.FlameGraph;

/// <summary>The options on the command line: names, defaults, descriptions and parsing.</summary>
internal static class FlameGraphOptionTable
{
    /// <summary>The declared options, in the order in which they are listed.</summary>
    public static readonly IReadOnlyList<FormatOption> Declared =
    [
        new("title", "", "Heading; Flame Graph, Icicle Graph or Flame Chart by default"),
        new("subtitle", "", "Second heading"),
        new("width", "1200", "Width of the picture in pixels"),
        new("fluid", "false", "Adapt the width to the window in the browser"),
        new("height", "16", "Height of a frame in pixels"),
        new("minwidth", "0.1", "Least width of a frame that is drawn, in pixels or in percent of the picture (0.5%)"),
        new("fonttype", "Verdana", "CSS font family"),
        new("fontsize", "12", "Font size in pixels"),
        new("fontwidth", "0.59", "Average width of a character, as a multiple of the font size"),
        new("countname", "", "Unit after the values in titles; chosen by the sample type by default"),
        new("nametype", "Function:", "Text before the title of the frame under the pointer"),
        new("colors", "hot", "Palette: " + string.Join(", ", PaletteNames())),
        new("bgcolors", "", "Background: yellow, blue, green, grey or #rrggbb; chosen by the palette by default"),
        new("searchcolor", "rgb(230,0,230)", "Colour of frames that match a search: #rrggbb or rgb(r,g,b)"),
        new("theme", "auto", "Colours around the frames: auto (preference of the browser), light or dark"),
        new("hash", "false", "Similar colours for names with the same beginning"),
        new("random", "false", "Random colours, the same each time"),
        new("diffusion", "false", "Colours by width: wide frames red, thin ones pale"),
        new("cp", "", "Palette map that gives colours and receives new ones; a path, or palette.map if none is given"),
        new("nameattr", "", "Path of a file with attributes of names: NAME and KEY=VALUE pairs, separated by tabs"),
        new("reverse", "false", "Merge stacks from the leaf"),
        new("inverted", "false", "Root at the top: an icicle graph"),
        new("flamechart", "false", "Keep the order of the samples, thread beside thread, and merge only adjacent ones"),
        new("base", "", "Start stacks at these functions (separated by semicolons) and discard stacks without them"),
        new("diff", "self", "Change that colours a differential graph: self, total, relative or none"),
        new("negate", "false", "Swap the colours of a differential graph: blue for more, red for less"),
        new("legend", "true", "Explain the colours of a differential graph in the subtitle"),
        new("elided", "false", "Show stacks that disappeared from a differential graph, with their former width"),
        new("notes", "", "Comment in the file, not in the picture"),
        new("factor", "1", "Factor for the values in titles"),
        new("total", "0", "Value of the full width, if greater than the sum of the samples; 0 for the sum"),
        new("encoding", "", "Encoding named in the XML declaration"),
        new("roots", "auto", "Root frame of stacks: auto, none, comm, comm-pid, comm-pid/tid, or the key of a label"),
        new(
            "annotations",
            "auto",
            "Suffixes _[k] _[j] _[i] that palettes colour by: auto (all for java, js and perl), "
                + "none, kernel, jit, inlined or all"),
        new("tidy", "auto", "Remove parameters and hashes from symbols: auto (names from perf), true or false"),
        new("addresses", "false", "Show the addresses of frames without a symbol"),
    ];

    /// <summary>Reads the values given on a command line.</summary>
    /// <exception cref="FormatException">The value of an option is not valid.</exception>
    public static FlameGraphOptions Read(FormatOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options = options.WithDefaults(Declared);
        (double minWidth, bool isPercent) = ParseMinWidth(options.Text("minwidth"));
        return FlameGraphOptionChecks.Check(ReadPicture(options) with
        {
            MinWidth = minWidth,
            MinWidthIsPercent = isPercent,
            Reverse = options.Flag("reverse"),
            Inverted = options.Flag("inverted"),
            FlameChart = options.Flag("flamechart"),
            Base = options.Text("base").Split(';', StringSplitOptions.RemoveEmptyEntries),
            Difference = Enum.Parse<FlameGraphDifference>(
                options.Choice("diff", "self", "total", "relative", "none"), ignoreCase: true),
            Negate = options.Flag("negate"),
            Legend = options.Flag("legend", fallback: true),
            Elided = options.Flag("elided"),
            CountName = options.Text("countname"),
            Factor = options.Number("factor"),
            Total = options.Integer("total"),
        });
    }

    private static FlameGraphOptions ReadPicture(FormatOptions options) => ReadColors(options) with
    {
        Title = options.Text("title"),
        Subtitle = options.Text("subtitle"),
        Width = WholeNumber(options, "width"),
        Fluid = options.Flag("fluid"),
        FrameHeight = WholeNumber(options, "height"),
        FontType = options.Text("fonttype"),
        FontSize = options.Number("fontsize"),
        FontWidth = options.Number("fontwidth"),
        NameType = options.Text("nametype"),
        NameAttributeFile = options.Text("nameattr"),
        Notes = options.Text("notes"),
        Encoding = options.Text("encoding"),
    };

    private static FlameGraphOptions ReadColors(FormatOptions options) => ReadNames(options) with
    {
        Background = options.Text("bgcolors"),
        SearchColor = options.Text("searchcolor"),
        Theme = Enum.Parse<FlameGraphTheme>(options.Choice("theme", "auto", "light", "dark"), ignoreCase: true),
        Hash = options.Flag("hash"),
        Random = options.Flag("random"),
        Diffusion = options.Flag("diffusion"),
        PaletteFile = options.Text("cp") is "true" ? "palette.map" : options.Text("cp"),
    };

    private static FlameGraphOptions ReadNames(FormatOptions options)
    {
        var palette = Enum.Parse<FlameGraphPalette>(options.Choice("colors", [.. PaletteNames()]), ignoreCase: true);
        bool readsAnnotations = palette is FlameGraphPalette.Java or FlameGraphPalette.Js or FlameGraphPalette.Perl;
        return new FlameGraphOptions
        {
            Palette = palette,
            Names = FrameNaming.From(options, readsAnnotations ? FrameAnnotations.All : FrameAnnotations.None),
        };
    }

    private static IEnumerable<string> PaletteNames() =>
        Enum.GetNames<FlameGraphPalette>().Select(n => n.ToLowerInvariant());

    private static int WholeNumber(FormatOptions options, string name) =>
        (int)Math.Clamp(options.Integer(name), -1, int.MaxValue);

    private static (double Number, bool IsPercent) ParseMinWidth(string text)
    {
        bool isPercent = text.EndsWith('%');
        string number = isPercent ? text[..^1] : text;
        return double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value)
            ? (value, isPercent)
            : throw FlameGraphOptionChecks.Unexpected("minwidth", "a number of pixels, or of percent with %", text);
    }
}
