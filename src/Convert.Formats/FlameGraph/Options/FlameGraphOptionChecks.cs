using System.Text.RegularExpressions;

namespace Refold.Formats.FlameGraph;

/// <summary>
/// What the options may be. Some end up in the style sheet or the XML declaration, so this is also what keeps them from
/// becoming markup there.
/// </summary>
internal static partial class FlameGraphOptionChecks
{
    /// <summary>Gives the options back if they make sense.</summary>
    /// <exception cref="FormatException">One does not; the message names it as the command line does.</exception>
    public static FlameGraphOptions Check(FlameGraphOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Within("width", options.Width, 100, 1_000_000);
        Within("height", options.FrameHeight, 1, 1000);
        Within("minwidth", options.MinWidth, 0, 1_000_000);
        Within("fontsize", options.FontSize, 1, 1000);
        Within("fontwidth", options.FontWidth, 0.01, 100);
        Within("factor", options.Factor, 1e-18, 1e18);
        Within("total", options.Total, 0, long.MaxValue);
        Matching("fonttype", options.FontType, FontForm(), "letters, digits, blanks or one of ,.'\"_-");
        Matching("bgcolors", options.Background, BackgroundForm(), "yellow, blue, green, grey or #rrggbb");
        Matching("encoding", options.Encoding, EncodingForm(), "the name of an encoding that holds ASCII");
        return Rgb.TryParse(options.SearchColor, out _)
            ? options
            : throw Unexpected("searchcolor", "#rrggbb or rgb(r,g,b)", options.SearchColor);
    }

    /// <summary>The error of an option whose value makes no sense.</summary>
    public static FormatException Unexpected(string name, string expected, string found) =>
        new($"option '{name}': expected {expected}, found {MessageText.Quote(found)}");

    private static void Within(string name, double number, double least, double most)
    {
        // Written so that NaN fails too.
        if (!(number >= least && number <= most))
        {
            throw Unexpected(
                name, FormattableString.Invariant($"a number from {least} to {most}"), Decimals.Plain(number));
        }
    }

    private static void Matching(string name, string text, Regex form, string expected)
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

    // UTF-16 and its kind need two bytes for each character of the declaration itself.
    [GeneratedRegex(@"\A(|(?!(?i:utf-?(16|32)|ucs|ebcdic|cp037))[A-Za-z][A-Za-z0-9._-]*)\z")]
    private static partial Regex EncodingForm();
}
