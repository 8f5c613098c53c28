using System.Globalization;

namespace Refold.Formats.FlameGraph;

/// <summary>The names of the options on the command line, and what their values may be.</summary>
internal static class FlameGraphOptionTable
{
    public static readonly IReadOnlyList<FormatOption> All =
    [
        new("title", "", "heading; Flame Graph, Icicle Graph or Flame Chart if not given"),
        new("subtitle", "", "second heading"),
        new("width", "1200", "width of the picture in pixels"),
        new("fluid", "false", "grow or shrink to the window's width when opened"),
        new("height", "16", "height of a frame in pixels"),
        new("minwidth", "0.1", "leave out thinner frames; in pixels, or in percent of the whole as 0.5%"),
        new("fonttype", "Verdana", "font, as CSS names it"),
        new("fontsize", "12", "size of the font in pixels"),
        new("fontwidth", "0.59", "average width of a character in font sizes"),
        new("countname", "", "what is counted; from the sample type if not given"),
        new("nametype", "Function:", "what stands before the name under the pointer"),
        new("colors", "hot", "palette: " + string.Join(", ", PaletteNames())),
        new("bgcolors", "", "background: yellow, blue, green, grey or #rrggbb; by the palette if not given"),
        new("searchcolor", "rgb(230,0,230)", "colour of what a search found: #rrggbb or rgb(r,g,b)"),
        new("theme", "auto", "around the frames: auto (as the viewer wants it), light or dark"),
        new("hash", "false", "like colours for names that begin alike"),
        new("random", "false", "colours that tell nothing; the same each time"),
        new("diffusion", "false", "wide frames red, thin ones pale"),
        new("cp", "", "palette map to take colours from and add colours to; a path, palette.map if none is given"),
        new("nameattr", "", "path of a file with attributes for names: NAME, then KEY=VALUE pairs, parted by tabs"),
        new("reverse", "false", "merge stacks from the leaf"),
        new("inverted", "false", "root at the top: an icicle graph"),
        new("flamechart", "false", "keep input order, merge only neighbours"),
        new("base", "", "show only what these functions called; names parted by semicolons"),
        new("diff", "self", "what colours a differential graph: self, total, relative or none"),
        new("negate", "false", "blue for more, red for less"),
        new("elided", "false", "show stacks that are gone from a differential graph, as wide as they were"),
        new("notes", "", "remark in the file, not in the picture"),
        new("factor", "1", "what values are multiplied by for the titles"),
        new("total", "0", "what the whole width stands for, if more than the sum; 0 for the sum"),
        new("encoding", "", "encoding that the XML declaration names"),
    ];

    public static FlameGraphOptions Read(FormatOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
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

    private static FlameGraphOptions ReadColors(FormatOptions options) => new()
    {
        Palette = Enum.Parse<FlameGraphPalette>(options.Choice("colors", [.. PaletteNames()]), ignoreCase: true),
        Background = options.Text("bgcolors"),
        SearchColor = options.Text("searchcolor"),
        Theme = Enum.Parse<FlameGraphTheme>(options.Choice("theme", "auto", "light", "dark"), ignoreCase: true),
        Hash = options.Flag("hash"),
        Random = options.Flag("random"),
        Diffusion = options.Flag("diffusion"),
        PaletteFile = options.Text("cp") is "true" ? "palette.map" : options.Text("cp"),
    };

    private static IEnumerable<string> PaletteNames() =>
        Enum.GetNames<FlameGraphPalette>().Select(n => n.ToLowerInvariant());

    private static int Whole(FormatOptions options, string name) => (int)Math.Clamp(options.Integer(name), -1, int.MaxValue);

    private static (double Number, bool IsPercent) MinWidth(string text)
    {
        bool isPercent = text.EndsWith('%');
        string number = isPercent ? text[..^1] : text;
        return double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value)
            ? (value, isPercent)
            : throw FlameGraphOptionChecks.Unexpected("minwidth", "a number of pixels, or of percent with %", text);
    }
}
