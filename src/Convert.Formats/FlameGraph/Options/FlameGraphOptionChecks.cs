using System.Text.RegularExpressions;

namespace Refold.Formats.FlameGraph;

/// <summary>
/// Validates options. Some are written into the style sheet or the XML declaration, so this also prevents them from
/// becoming markup there.
/// </summary>
internal static partial class FlameGraphOptionChecks
{
    /// <summary>Returns the options if all are valid.</summary>
    /// <exception cref="FormatException">One is not valid; the message has its name on the command line.</exception>
    public static FlameGraphOptions Check(FlameGraphOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        RequireRange("width", options.Width, 100, 1_000_000);
        RequireRange("height", options.FrameHeight, 1, 1000);
        RequireRange("minwidth", options.MinWidth, 0, 1_000_000);
        RequireRange("fontsize", options.FontSize, 1, 1000);
        RequireRange("fontwidth", options.FontWidth, 0.01, 100);
        RequireRange("factor", options.Factor, 1e-18, 1e18);
        RequireRange("total", options.Total, 0, long.MaxValue);
        RequireMatch("fonttype", options.FontType, FontForm(), "letters, digits, blanks or one of ,.'\"_-");
        RequireMatch("bgcolors", options.Background, BackgroundForm(), "yellow, blue, green, grey or #rrggbb");
        RequireMatch("encoding", options.Encoding, EncodingForm(), "an encoding that contains ASCII");
        return Rgb.TryParse(options.SearchColor, out _)
            ? options
            : throw Unexpected("searchcolor", "#rrggbb or rgb(r,g,b)", options.SearchColor);
    }

    /// <summary>Creates the error for an option whose value is not valid.</summary>
    public static FormatException Unexpected(string name, string expected, string found) =>
        new($"option '{name}': expected {expected}, found {MessageText.Quote(found)}");

    private static void RequireRange(string name, double number, double min, double max)
    {
        // Not "number < min || …", which is false for NaN.
        if (!(number >= min && number <= max))
        {
            throw Unexpected(
                name, FormattableString.Invariant($"a number from {min} to {max}"), Decimals.Plain(number));
        }
    }

    private static void RequireMatch(string name, string text, Regex form, string expected)
    {
        if (!form.IsMatch(text))
        {
            throw Unexpected(name, expected, text);
        }
    }

    [GeneratedRegex("""\A[A-Za-z0-9 ,.'"_-]+\z""")]
    private static partial Regex FontForm();

    [GeneratedRegex(@"\A(|yellow|blue|green|grey|#[0-9A-Fa-f]{6})\z")]
    private static partial Regex BackgroundForm();

    // Encodings that do not contain ASCII would apply to the declaration itself.
    [GeneratedRegex(@"\A(|(?!(?i:utf-?(16|32)|ucs|ebcdic|cp037))[A-Za-z][A-Za-z0-9._-]*)\z")]
    private static partial Regex EncodingForm();
}
