using System.Globalization;
using System.Text;
using Refold.Tables;

namespace Refold;

/// <summary>How offending input is shown in messages: short, on one line, without control characters.</summary>
public static class Found
{
    private const int MaxLength = 80;

    /// <summary>The bytes in quotes: at most 80 characters, control characters escaped.</summary>
    public static string Quote(ReadOnlySpan<byte> utf8) =>
        Quote(Utf8Text.Decode(utf8[..Math.Min(utf8.Length, MaxLength * 4)]));

    /// <summary>The text in quotes: at most 80 characters, control characters escaped.</summary>
    public static string Quote(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var quoted = new StringBuilder("'");
        foreach (char c in text.AsSpan(0, Math.Min(text.Length, MaxLength)))
        {
            _ = c switch
            {
                '\t' => quoted.Append("\\t"),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                _ when char.IsControl(c) || char.IsSurrogate(c) =>
                    quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => quoted.Append(c),
            };
        }

        return quoted.Append(text.Length > MaxLength ? "…'" : "'").ToString();
    }
}
