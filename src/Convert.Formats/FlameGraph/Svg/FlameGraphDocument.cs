using System.Text;
using System.Text.Json;
using Refold.Text;

namespace Refold.Formats.FlameGraph;

/// <summary>Writes all of the SVG except its frames.</summary>
/// <remarks>
/// Elements, ids, classes and their order are those of flamegraph.pl, so that scripts and style sheets made for its
/// graphs work on these.
/// <code>
/// &lt;?xml …?&gt;
/// &lt;svg … onload="init(evt)" …&gt;
/// &lt;!-- NOTES: --&gt;
/// &lt;defs&gt;  the background gradient
/// &lt;style&gt; Web/*.css
/// &lt;script&gt; Web/*.js and flamegraph({ settings })
/// &lt;rect … fill="url(#background)" /&gt;
/// &lt;text id="title" …&gt; subtitle, details, unzoom, search, ignorecase, matched
/// &lt;g id="frames"&gt; … &lt;/g&gt;                          FrameWriter
/// &lt;metadata id="spans"&gt;100 70 20 … &lt;/metadata&gt;      FrameSpanWriter
/// &lt;/svg&gt;
/// </code>
/// </remarks>
internal sealed class FlameGraphDocument
{
    private const string Namespaces =
        "xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"";

    private readonly FlameGraphOptions _options;
    private readonly FlameGraphGeometry _geometry;
    private readonly Utf8Output _output;

    /// <summary>Creates the writer of one document.</summary>
    public FlameGraphDocument(FlameGraphOptions options, FlameGraphGeometry geometry, Utf8Output output)
    {
        _options = options;
        _geometry = geometry;
        _output = output;
    }

    private string Title => _options.Title.Length > 0 ? _options.Title
        : _options.FlameChart ? "Flame Chart"
        : _options.Inverted ? "Icicle Graph"
        : "Flame Graph";

    /// <summary>Writes the picture of a profile without samples: a line of text.</summary>
    public static void WriteEmpty(FlameGraphOptions options, Utf8Output output)
    {
        WriteStart(options, options.FontSize * 5, output);
        string y = Decimals.Plain(options.FontSize * 2);
        string x = $"{options.Width / 2}.00";
        Write(output, $"<text  x=\"{x}\" y=\"{y}\" >ERROR: No valid input provided to refold.</text>\n");
        output.Write("</svg>\n"u8);
    }

    /// <summary>Writes everything before the first frame.</summary>
    public void WriteHead()
    {
        WriteStart(_options, _geometry.Height, _output);
        WriteBackground();
        WriteStyle();
        WriteScript();
        WriteTexts();
        Write("<g id=\"frames\">\n");
    }

    /// <summary>Writes everything after the last frame.</summary>
    public void WriteTail(FlameGraphPicture picture)
    {
        Write("</g>\n<metadata id=\"spans\">");
        FrameSpanWriter.Write(picture, _output);
        Write("</metadata>\n</svg>\n");
    }

    private static void WriteStart(FlameGraphOptions options, double height, Utf8Output output)
    {
        string encoding = options.Encoding.Length > 0 ? $" encoding=\"{options.Encoding}\"" : "";
        string size = $"width=\"{options.Width}\" height=\"{Decimals.Plain(height)}\"";
        string view = $"viewBox=\"0 0 {options.Width} {Decimals.Plain(height)}\"";
        Write(
            output,
            $"""
             <?xml version="1.0"{encoding} standalone="no"?>
             <!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
             <svg version="1.1" {size} onload="init(evt)" {view} {Namespaces}>
             <!-- Flame graph, drawn by Refold. Open it in a browser to zoom and search. -->
             <!-- NOTES: {XmlText.EscapeComment(options.Notes)} -->

             """);
    }

    private void WriteBackground()
    {
        (string start, string end) = FlameGraphBackground.Get(_options);
        Write(
            $"""
             <defs>
             	<linearGradient id="background" y1="0" y2="1" x1="0" x2="0" >
             		<stop stop-color="{start}" offset="5%" />
             		<stop stop-color="{end}" offset="95%" />
             	</linearGradient>
             </defs>

             """);
    }

    private void WriteStyle()
    {
        string light = FlameGraphResources.Style
            .Replace("FONT_TYPE", _options.FontType, StringComparison.Ordinal)
            .Replace("FONT_SIZE", Decimals.Plain(_options.FontSize), StringComparison.Ordinal)
            .Replace("TITLE_SIZE", Decimals.Plain(_options.FontSize + 5), StringComparison.Ordinal);
        Write($"<style type=\"text/css\">\n{light}{DarkStyle()}</style>\n");
    }

    // A background that was asked for stays, and so, if the theme was not, does what can be read on it.
    private string DarkStyle() => (_options.Theme, _options.Background.Length > 0) switch
    {
        (FlameGraphTheme.Dark, true) => FlameGraphResources.DarkStyle,
        (FlameGraphTheme.Dark, false) => FlameGraphResources.DarkBackground + FlameGraphResources.DarkStyle,
        (FlameGraphTheme.Auto, false) => "@media (prefers-color-scheme: dark) {\n" + FlameGraphResources.DarkBackground
            + FlameGraphResources.DarkStyle + "}\n",
        _ => "",
    };

    // The default JSON encoder escapes <, >, & and quotes, so no text can end the script or the CDATA section.
    private void WriteScript() => Write(
        $$"""
          <script type="text/ecmascript">
          <![CDATA[
          {{FlameGraphResources.Script}}flamegraph({
          	pad: {{FlameGraphGeometry.SidePad}}, width: {{_options.Width}},
          	fluid: {{Flag(_options.Fluid)}}, inverted: {{Flag(_options.Inverted)}},
          	fontSize: {{Decimals.Plain(_options.FontSize)}}, fontWidth: {{Decimals.Plain(_options.FontWidth)}},
          	searchColor: "{{_options.SearchColor}}",
          	nameType: "{{JsonEncodedText.Encode(Encoding.UTF8.GetBytes(_options.NameType))}}"
          });
          ]]>
          </script>

          """);

    private void WriteTexts()
    {
        double size = _options.FontSize;
        int right = _options.Width - FlameGraphGeometry.SidePad;
        string height = Decimals.OneDecimal(_geometry.Height);
        string area = $"width=\"{_options.Width}.0\" height=\"{height}\"";
        Write($"<rect x=\"0.0\" y=\"0\" {area} fill=\"url(#background)\"  />\n");
        WriteText("title", _options.Width / 2, size * 2, Title);
        if (_options.Subtitle.Length > 0)
        {
            WriteText("subtitle", _options.Width / 2, size * 4, _options.Subtitle);
        }

        WriteText("details", FlameGraphGeometry.SidePad, _geometry.DetailsY, " ");
        WriteText("unzoom", FlameGraphGeometry.SidePad, size * 2, "Reset Zoom", "class=\"hide\"");
        WriteText("search", right - ButtonRoom(100), size * 2, "Search");
        WriteText("ignorecase", right - ButtonRoom(16), size * 2, "ic");
        WriteText("matched", right - ButtonRoom(100), _geometry.DetailsY, " ");
    }

    // flamegraph.pl reserves these pixels at the right for any font size; they suffice for fonts of up to 12 pixels.
    private int ButtonRoom(int pixels) => (int)Math.Ceiling(pixels * Math.Max(1, _options.FontSize / 12));

    private void WriteText(string id, int x, double y, string text, string extra = "") => Write(
        $"<text id=\"{id}\" x=\"{x}.00\" y=\"{Decimals.Plain(y)}\" {extra}>{XmlText.Escape(text)}</text>\n");

    private void Write(string text) => Write(_output, text);

    private static void Write(Utf8Output output, string text) => output.Write(Encoding.UTF8.GetBytes(text));

    private static string Flag(bool value) => value ? "true" : "false";
}
