using System.Globalization;
using System.Text;
using Refold.Tables;

namespace Refold;

/// <summary>How offending input is shown in messages: short, on one line, without control characters.</summary>
public static class Found
{
    private const int MaxLength = 80;

    /// <summary>The bytes in quotes: at most 80 characters; what is not visible text is escaped.</summary>
    public static string Quote(ReadOnlySpan<byte> utf8) =>
        Quote(Utf8Text.Decode(utf8[..Math.Min(utf8.Length, MaxLength * 4)]));

    /// <summary>The text in quotes: at most 80 characters; what is not visible text is escaped.</summary>
    public static string Quote(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var quoted = new StringBuilder("'");
        for (int i = 0; i < Math.Min(text.Length, MaxLength); i++)
        {
            if (char.IsSurrogatePair(text, i))
            {
                quoted.Append(text, i++, 2);
            }
            else
            {
                Append(quoted, text[i]);
            }
        }

        return quoted.Append(text.Length > MaxLength ? "…'" : "'").ToString();
    }

    private static void Append(StringBuilder quoted, char c) => _ = c switch
    {
        '\t' => quoted.Append("\\t"),
        '\n' => quoted.Append("\\n"),
        '\r' => quoted.Append("\\r"),
        >= '\uDC80' and <= '\uDCFF' => quoted.Append(CultureInfo.InvariantCulture, $"\\x{c - 0xDC00:x2}"),
        _ when char.IsControl(c) || char.IsSurrogate(c) =>
            quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
        _ => quoted.Append(c),
    };
}
