using System.Text;

namespace Refold.Formats.Dot;

/// <summary>Text as it stands between double quotes in a graph.</summary>
/// <remarks>
/// <code>
/// say "hi"            say \"hi\"
/// C:\new              C:\\new               no escape of Graphviz's, such as \N, the name of the node
/// a&amp;lt;b              a&amp;amp;lt;b            no entity: Graphviz decodes them, &amp;#0; too
/// two lines           two\llines            \l ends a line that starts at the left
/// ESC, U+202E, U+FFFE U+FFFD                no SVG that a browser refuses, no text that runs backwards
/// </code>
/// Graphviz refuses strings of more than 16,384 bytes: text is cut before, and ends in an ellipsis then.
/// </remarks>
internal static class DotString
{
    /// <summary>The most bytes that a name takes. An edge has two in one string.</summary>
    public const int LongestName = 4000;

    /// <summary>
    /// The most bytes that a name in a box takes: Graphviz draws nothing that is wider than 65,535 points.
    /// </summary>
    public const int LongestLabel = 2000;

    /// <summary>The most bytes that a value takes with its unit.</summary>
    public const int LongestValue = 200;

    /// <summary>The most bytes of any string.</summary>
    public const int Longest = 12_000;

    private const string Ellipsis = "…";
    private const int EllipsisBytes = 3;

    /// <summary>The text escaped, and cut if that takes more bytes than allowed.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="most">The most bytes that it may take in UTF-8.</param>
    /// <param name="lineEnd">The escape of a line end.</param>
    public static string Escape(string text, int most = LongestName, string lineEnd = @"\l")
    {
        var escaped = new StringBuilder(Math.Min(text.Length + 16, most));
        int bytes = 0;
        int lengthToCutAt = 0;
        for (int at = 0; at < text.Length;)
        {
            bool isValid = Rune.TryGetRuneAt(text, at, out Rune rune);
            string piece = isValid ? Escaped(text, at, rune, lineEnd) : "\uFFFD";
            at += isValid ? rune.Utf16SequenceLength : 1;
            bytes += Encoding.UTF8.GetByteCount(piece);
            if (bytes > most)
            {
                return escaped.ToString(0, lengthToCutAt) + Ellipsis;
            }

            escaped.Append(piece);
            lengthToCutAt = bytes <= most - EllipsisBytes ? escaped.Length : lengthToCutAt;
        }

        return escaped.ToString();
    }

    /// <summary>The first bytes of a text that has more, with an ellipsis.</summary>
    public static string Shorten(string text, int bytes)
    {
        int length = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            bytes -= rune.Utf8SequenceLength;
            if (bytes < 0)
            {
                return text[..length] + Ellipsis;
            }

            length += rune.Utf16SequenceLength;
        }

        return text;
    }

    // Whether Graphviz takes what begins here for a character: &lt; &#60; &#x3c;, known or not.
    private static bool IsEntity(string text, int at)
    {
        int end = at + 1;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '#'))
        {
            end++;
        }

        return end > at + 1 && end < text.Length && text[end] == ';';
    }

    private static string Escaped(string text, int at, Rune rune, string lineEnd) => rune.Value switch
    {
        '\\' => @"\\",
        '"' => "\\\"",
        '\r' => "",
        '\n' => lineEnd,
        '&' when IsEntity(text, at) => "&amp;",
        _ => PrintableText.IsSafe(rune) ? rune.ToString() : "\uFFFD",
    };
}
