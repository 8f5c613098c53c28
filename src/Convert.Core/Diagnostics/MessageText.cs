using System.Globalization;
using System.Text;
using Refold.Text;

namespace Refold;

/// <summary>Formats parts of an input for messages: short, on one line, without control characters.</summary>
public static class MessageText
{
    private const int MaxLength = 80;

    /// <summary>Quotes UTF-8 text: at most 80 characters, invisible ones escaped.</summary>
    public static string Quote(ReadOnlySpan<byte> utf8) =>
        Quote(Utf8Text.Decode(utf8[..Math.Min(utf8.Length, MaxLength * 4)]));

    /// <summary>Quotes text: at most 80 characters, invisible ones escaped.</summary>
    public static string Quote(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var quoted = new StringBuilder("'");
        Append(quoted, text, MaxLength);
        return quoted.Append(text.Length > MaxLength ? "…'" : "'").ToString();
    }

    /// <summary>Formats a whole text on one line, invisible characters escaped.</summary>
    /// <remarks>
    /// Escaped are control characters, which terminals execute; invisible characters and those that change the
    /// direction of text (categories Cf, Zl and Zp), which make a text look like another one; lone surrogates and bytes
    /// that are not UTF-8.
    /// <code>
    /// ESC [ 31m        \u001b[31m
    /// U+202E           \u202e
    /// byte 0xFF        \xff
    /// </code>
    /// Escaping twice gives the same as escaping once.
    /// </remarks>
    public static string Escape(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var escaped = new StringBuilder(text.Length);
        Append(escaped, text, text.Length);
        return escaped.ToString();
    }

    private static void Append(StringBuilder target, string text, int length)
    {
        for (int i = 0; i < Math.Min(text.Length, length); i++)
        {
            if (Rune.TryGetRuneAt(text, i, out Rune rune))
            {
                Append(target, rune);
                i += rune.Utf16SequenceLength - 1;
            }
            else
            {
                Append(target, text[i]);
            }
        }
    }

    private static void Append(StringBuilder target, Rune rune) => _ = rune.Value switch
    {
        '\t' => target.Append("\\t"),
        '\n' => target.Append("\\n"),
        '\r' => target.Append("\\r"),
        _ when IsVisible(rune) => target.Append(rune.ToString()),
        <= char.MaxValue => target.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}"),
        _ => target.Append(CultureInfo.InvariantCulture, $"\\U{rune.Value:x8}"),
    };

    // A lone surrogate; those from DC80 to DCFF are bytes that are not UTF-8.
    private static void Append(StringBuilder target, char c) => _ = c is >= '\uDC80' and <= '\uDCFF'
        ? target.Append(CultureInfo.InvariantCulture, $"\\x{c - 0xDC00:x2}")
        : target.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");

    private static bool IsVisible(Rune rune) => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control
        or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
        && (rune.Value & 0xFFFE) != 0xFFFE;
}
