using System.Text;

namespace Refold.Formats.Dot;

/// <summary>Escapes text for strings in double quotes.</summary>
/// <remarks>
/// <code>
/// say "hi"            say \"hi\"
/// C:\new              C:\\new               Graphviz has escapes such as \N, the name of the node
/// a&amp;lt;b              a&amp;amp;lt;b            Graphviz decodes entities, also &amp;#0;
/// two lines           two\llines            \l ends a line that is aligned left
/// ESC, U+202E, U+FFFE U+FFFD                browsers reject control characters in SVG; U+202E reverses text
/// </code>
/// Graphviz rejects strings of more than 16,384 bytes, so longer text is cut and ends in an ellipsis.
/// </remarks>
internal static class DotString
{
    /// <summary>The maximum length of a name in bytes. The string of an edge contains two names.</summary>
    public const int LongestName = 4000;

    /// <summary>
    /// The maximum length of a name in a box in bytes: Graphviz draws nothing that is wider than 65,535 points.
    /// </summary>
    public const int LongestLabel = 2000;

    /// <summary>The maximum length of a value with its unit, in bytes.</summary>
    public const int LongestValue = 200;

    /// <summary>The maximum length of any string in bytes.</summary>
    public const int Longest = 12_000;

    private const string Ellipsis = "…";
    private const int EllipsisBytes = 3;

    /// <summary>Escapes a text, and cuts it if it becomes too long.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="most">The maximum length of the result in bytes of UTF-8.</param>
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

    /// <summary>Cuts a text after a number of bytes, and appends an ellipsis if it was cut.</summary>
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

    // Whether the text at an offset has the form of an entity, known or unknown: &lt; &#60; &#x3c;
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
