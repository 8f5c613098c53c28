using System.Buffers;
using System.Buffers.Text;

namespace Refold.Formats.PerfScript;

/// <summary>The small pieces that perf's lines are made of: blanks, words, numbers.</summary>
internal static class PerfScriptText
{
    private const int MaxHexDigits = 16;

    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdefABCDEF"u8);

    /// <summary>What separates columns: perf uses blanks, simpleperf tabs also.</summary>
    public static ReadOnlySpan<byte> Blanks => " \t"u8;

    /// <summary>True for what separates columns.</summary>
    public static bool IsBlank(byte value) => value is (byte)' ' or (byte)'\t';

    /// <summary>True if nothing but blanks is there.</summary>
    public static bool IsBlank(ReadOnlySpan<byte> text) => TrimStart(text).IsEmpty;

    /// <summary>A text without blanks at its start.</summary>
    public static ReadOnlySpan<byte> TrimStart(ReadOnlySpan<byte> text)
    {
        int start = 0;
        while (start < text.Length && IsBlank(text[start]))
        {
            start++;
        }

        return text[start..];
    }

    /// <summary>A text without blanks at its end.</summary>
    public static ReadOnlySpan<byte> TrimEnd(ReadOnlySpan<byte> text)
    {
        int end = text.Length;
        while (end > 0 && IsBlank(text[end - 1]))
        {
            end--;
        }

        return text[..end];
    }

    /// <summary>A text without blanks around it.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text) => TrimStart(TrimEnd(text));

    /// <summary>Takes the first line off a text.</summary>
    /// <param name="text">The text; afterwards, what follows the line.</param>
    /// <param name="isWhole">Whether the line has an end.</param>
    public static ReadOnlySpan<byte> TakeLine(ref ReadOnlySpan<byte> text, out bool isWhole)
    {
        int end = text.IndexOf((byte)'\n');
        isWhole = end >= 0;
        ReadOnlySpan<byte> line = isWhole ? text[..end] : text;
        text = isWhole ? text[(end + 1)..] : default;
        return line is [.., (byte)'\r'] ? line[..^1] : line;
    }

    /// <summary>How many decimal digits a text begins with.</summary>
    public static int DigitCount(ReadOnlySpan<byte> text) => CountOr(text.IndexOfAnyExceptInRange((byte)'0', (byte)'9'), text);

    /// <summary>How many hexadecimal digits a text begins with.</summary>
    public static int HexDigitCount(ReadOnlySpan<byte> text) => CountOr(text.IndexOfAnyExcept(HexDigits), text);

    /// <summary>How long the first word of a text is.</summary>
    public static int WordLength(ReadOnlySpan<byte> text) => CountOr(text.IndexOfAny(Blanks), text);

    /// <summary>Where the last word of a text begins that has no blanks at its end.</summary>
    public static int LastWordStart(ReadOnlySpan<byte> text) => text.LastIndexOfAny(Blanks) + 1;

    /// <summary>Reads decimal digits that fill the text and fit into 64 bits, perhaps with a minus sign.</summary>
    public static bool TryInteger(ReadOnlySpan<byte> text, out long number)
    {
        ReadOnlySpan<byte> digits = text is [(byte)'-', ..] ? text[1..] : text;
        number = 0;
        return digits.Length > 0
            && DigitCount(digits) == digits.Length
            && Utf8Parser.TryParse(text, out number, out _);
    }

    /// <summary>Reads hexadecimal digits that fill the text, without <c>0x</c>.</summary>
    public static bool TryHex(ReadOnlySpan<byte> text, out ulong number)
    {
        number = 0;
        return text.Length is > 0 and <= MaxHexDigits
            && HexDigitCount(text) == text.Length
            && Utf8Parser.TryParse(text, out number, out _, 'x');
    }

    /// <summary>Reads a number as C's <c>%#x</c> prints it: <c>0x1f</c>, and <c>0</c> for zero.</summary>
    public static bool TryHexWithPrefix(ReadOnlySpan<byte> text, out ulong number) =>
        TryHex(text.StartsWith("0x"u8) ? text[2..] : text, out number);

    private static int CountOr(int index, ReadOnlySpan<byte> text) => index < 0 ? text.Length : index;
}
