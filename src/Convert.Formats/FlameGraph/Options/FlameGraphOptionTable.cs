using System.Globalization;
using Refold.Aggregation;
using Refold.Formats.Shared;

namespace Refold.Formats.FlameGraph;

/// <summary>The names of the options on the command line, and what their values may be.</summary>
internal static class FlameGraphOptionTable
{
    public static readonly IReadOnlyList<FormatOption> All =
    [
        new("title", "", "Heading; Flame Graph, Icicle Graph or Flame Chart if not given"),
        new("subtitle", "", "Second heading"),
        new("width", "1200", "Width of the picture in pixels"),
        new("fluid", "false", "Grow or shrink to the window's width when opened"),
        new("height", "16", "Height of a frame in pixels"),
        new("minwidth", "0.1", "Leave out thinner frames; in pixels, or in percent of the whole as 0.5%"),
        new("fonttype", "Verdana", "Font, as CSS names it"),
        new("fontsize", "12", "Size of the font in pixels"),
        new("fontwidth", "0.59", "Average width of a character in font sizes"),
        new("countname", "", "What is counted; from the sample type if not given"),
        new("nametype", "Function:", "What stands before the name under the pointer"),
        new("colors", "hot", "Palette: " + string.Join(", ", PaletteNames())),
        new("bgcolors", "", "Background: yellow, blue, green, grey or #rrggbb; by the palette if not given"),
        new("searchcolor", "rgb(230,0,230)", "Colour of what a search found: #rrggbb or rgb(r,g,b)"),
        new("theme", "auto", "Around the frames: auto (as the viewer wants it), light or dark"),
        new("hash", "false", "Like colours for names that begin alike"),
        new("random", "false", "Colours that tell nothing; the same each time"),
        new("diffusion", "false", "Wide frames red, thin ones pale"),
        new("cp", "", "Palette map to take colours from and add colours to; a path, palette.map if none is given"),
        new("nameattr", "", "Path of a file with attributes for names: NAME, then KEY=VALUE pairs, parted by tabs"),
        new("reverse", "false", "Merge stacks from the leaf"),
        new("inverted", "false", "Root at the top: an icicle graph"),
        new("flamechart", "false", "Keep input order, merge only neighbours"),
        new("base", "", "Show only what these functions called; names parted by semicolons"),
        new("diff", "self", "What colours a differential graph: self, total, relative or none"),
        new("negate", "false", "Blue for more, red for less"),
        new("elided", "false", "Show stacks that are gone from a differential graph, as wide as they were"),
        new("notes", "", "Remark in the file, not in the picture"),
        new("factor", "1", "What values are multiplied by for the titles"),
        new("total", "0", "What the whole width stands for, if more than the sum; 0 for the sum"),
        new("encoding", "", "Encoding that the XML declaration names"),
        new("roots", "auto", "Frame under each stack: auto, none, comm, comm-pid, comm-pid/tid, or the key of a label"),
        new(
            "annotations",
            "auto",
            "Marks _[k] _[j] _[i] that palettes colour by: auto (all for java, js and perl), "
                + "none, kernel, jit, inlined or all"),
        new("tidy", "auto", "Cut parameters and hashes off symbols: auto (names from perf), true or false"),
        new("addresses", "false", "Show the addresses of frames without symbol"),
    ];

    public static FlameGraphOptions Read(FormatOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options = options.WithDefaults(All);
        (double minWidth, bool isPercent) = MinWidth(options.Text("minwidth"));
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
        Width = Whole(options, "width"),
        Fluid = options.Flag("fluid"),
        FrameHeight = Whole(options, "height"),
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

    private static int Whole(FormatOptions options, string name) =>
        (int)Math.Clamp(options.Integer(name), -1, int.MaxValue);

    private static (double Number, bool IsPercent) MinWidth(string text)
    {
        bool isPercent = text.EndsWith('%');
        string number = isPercent ? text[..^1] : text;
        return double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value)
            ? (value, isPercent)
            : throw FlameGraphOptionChecks.Unexpected("minwidth", "a number of pixels, or of percent with %", text);
    }
}
