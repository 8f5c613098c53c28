using System.Buffers;
using System.Buffers.Text;

namespace Refold.Formats.PerfScript;

/// <summary>Parses the elements of perf's lines: blanks, words, numbers.</summary>
internal static class PerfScriptText
{
    private const int MaxHexDigits = 16;

    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdefABCDEF"u8);

    /// <summary>The separators of columns: perf prints spaces, simpleperf also tabs.</summary>
    public static ReadOnlySpan<byte> Blanks => " \t"u8;

    /// <summary>Whether a byte is a separator of columns.</summary>
    public static bool IsBlank(byte value) => value is (byte)' ' or (byte)'\t';

    /// <summary>Whether a text is empty or consists of blanks.</summary>
    public static bool IsBlank(ReadOnlySpan<byte> text) => TrimStart(text).IsEmpty;

    /// <summary>The text without leading blanks.</summary>
    public static ReadOnlySpan<byte> TrimStart(ReadOnlySpan<byte> text)
    {
        int start = 0;
        while (start < text.Length && IsBlank(text[start]))
        {
            start++;
        }

        return text[start..];
    }

    /// <summary>The text without trailing blanks.</summary>
    public static ReadOnlySpan<byte> TrimEnd(ReadOnlySpan<byte> text)
    {
        int end = text.Length;
        while (end > 0 && IsBlank(text[end - 1]))
        {
            end--;
        }

        return text[..end];
    }

    /// <summary>The text without leading and trailing blanks.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text) => TrimStart(TrimEnd(text));

    /// <summary>Removes the first line from a text and returns it without its line end.</summary>
    /// <param name="text">The text; on return, the text after the line.</param>
    /// <param name="isWhole">Whether the line has a line end.</param>
    public static ReadOnlySpan<byte> TakeLine(ref ReadOnlySpan<byte> text, out bool isWhole)
    {
        int end = text.IndexOf((byte)'\n');
        isWhole = end >= 0;
        ReadOnlySpan<byte> line = isWhole ? text[..end] : text;
        text = isWhole ? text[(end + 1)..] : default;
        return line is [.., (byte)'\r'] ? line[..^1] : line;
    }

    /// <summary>The count of decimal digits that a text begins with.</summary>
    public static int DigitCount(ReadOnlySpan<byte> text) =>
        LengthUpTo(text.IndexOfAnyExceptInRange((byte)'0', (byte)'9'), text);

    /// <summary>The count of hexadecimal digits that a text begins with.</summary>
    public static int HexDigitCount(ReadOnlySpan<byte> text) => LengthUpTo(text.IndexOfAnyExcept(HexDigits), text);

    /// <summary>The length of the first word of a text; 0 if it begins with a blank.</summary>
    public static int WordLength(ReadOnlySpan<byte> text) => LengthUpTo(text.IndexOfAny(Blanks), text);

    /// <summary>The index of the last word of a text without trailing blanks.</summary>
    public static int LastWordStart(ReadOnlySpan<byte> text) => text.LastIndexOfAny(Blanks) + 1;

    /// <summary>
    /// Parses a text of decimal digits, perhaps after a minus sign; false for any other text and for numbers beyond 64
    /// bits.
    /// </summary>
    public static bool TryInteger(ReadOnlySpan<byte> text, out long number)
    {
        ReadOnlySpan<byte> digits = text is [(byte)'-', ..] ? text[1..] : text;
        number = 0;
        return digits.Length > 0
            && DigitCount(digits) == digits.Length
            && Utf8Parser.TryParse(text, out number, out _);
    }

    /// <summary>Parses a text of one to sixteen hexadecimal digits, without <c>0x</c>.</summary>
    public static bool TryHex(ReadOnlySpan<byte> text, out ulong number)
    {
        number = 0;
        return text.Length is > 0 and <= MaxHexDigits
            && HexDigitCount(text) == text.Length
            && Utf8Parser.TryParse(text, out number, out _, 'x');
    }

    /// <summary>Parses a number as C's <c>%#x</c> prints it: <c>0x1f</c>, and <c>0</c> for zero.</summary>
    public static bool TryHexWithPrefix(ReadOnlySpan<byte> text, out ulong number) =>
        TryHex(text.StartsWith("0x"u8) ? text[2..] : text, out number);

    private static int LengthUpTo(int index, ReadOnlySpan<byte> text) => index < 0 ? text.Length : index;
}
