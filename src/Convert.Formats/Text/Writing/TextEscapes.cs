using System.Buffers;
using System.Globalization;
using System.Text;
using Refold.Text;

namespace Refold.Formats.Text;

/// <summary>Writes names with escapes for all characters that are not visible.</summary>
/// <remarks>
/// <code>
/// a "b" \   →   a \"b\" \\
/// TAB, ESC  →   \t, \x1b
/// U+202E    →   \xe2\x80\xae       (turns the direction of text)
/// byte ff   →   \xff               (not UTF-8)
/// </code>
/// </remarks>
internal static class TextEscapes
{
    private static readonly SearchValues<byte> Plain = SearchValues.Create(
        Enumerable.Range(' ', 0x7f - ' ').Where(c => c is not ('"' or '\\')).Select(c => (byte)c).ToArray());

    private static ReadOnlySpan<byte> HexDigits => "0123456789abcdef"u8;

    /// <summary>Writes a name without quotes around it.</summary>
    public static void Write(Utf8Output output, ReadOnlySpan<byte> name)
    {
        while (!name.IsEmpty)
        {
            int length = PlainLength(name);
            if (length > 0)
            {
                output.Write(name[..length]);
                name = name[length..];
            }
            else
            {
                WriteEscape(output, name[0]);
                name = name[1..];
            }
        }
    }

    // The number of leading bytes that are written as they are.
    private static int PlainLength(ReadOnlySpan<byte> name)
    {
        int plain = name.IndexOfAnyExcept(Plain);
        if (plain != 0)
        {
            return plain < 0 ? name.Length : plain;
        }

        bool isText = Rune.DecodeFromUtf8(name, out Rune rune, out int length) == OperationStatus.Done;
        return isText && !rune.IsAscii && IsVisible(rune) ? length : 0;
    }

    // Characters without width and bidirectional controls would make different names look equal.
    private static bool IsVisible(Rune rune) => Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator or UnicodeCategory.PrivateUse);

    private static void WriteEscape(Utf8Output output, byte value)
    {
        ReadOnlySpan<byte> escape = value switch
        {
            (byte)'"' => "\\\""u8,
            (byte)'\\' => "\\\\"u8,
            (byte)'\n' => "\\n"u8,
            (byte)'\r' => "\\r"u8,
            (byte)'\t' => "\\t"u8,
            _ => [(byte)'\\', (byte)'x', HexDigits[value >> 4], HexDigits[value & 15]],
        };
        output.Write(escape);
    }
}
