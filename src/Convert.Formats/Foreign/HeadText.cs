using System.Text;

namespace Refold.Formats.Foreign;

/// <summary>Questions about the first bytes of a text, for signatures.</summary>
internal static class HeadText
{
    private const int Near = 4096;

    /// <summary>Whether these are the first bytes.</summary>
    public static bool Starts(ReadOnlySpan<byte> head, ReadOnlySpan<byte> bytes) => head.StartsWith(bytes);

    /// <summary>Whether the text begins so, blanks and a byte order mark aside.</summary>
    public static bool Begins(ReadOnlySpan<byte> head, ReadOnlySpan<byte> text) => Trim(head).StartsWith(text);

    /// <summary>Whether the text begins so, in upper or lower case.</summary>
    public static bool BeginsIgnoreCase(ReadOnlySpan<byte> head, ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> start = Trim(head);
        return start.Length >= text.Length && Ascii.EqualsIgnoreCase(start[..text.Length], text);
    }

    /// <summary>Whether the bytes are somewhere in the head.</summary>
    public static bool Has(ReadOnlySpan<byte> head, ReadOnlySpan<byte> text) => head.IndexOf(text) >= 0;

    /// <summary>Whether the bytes are somewhere in the first 4 KiB.</summary>
    public static bool HasNear(ReadOnlySpan<byte> head, ReadOnlySpan<byte> text) =>
        head[..Math.Min(head.Length, Near)].IndexOf(text) >= 0;

    /// <summary>Whether one of the lines that begin in the first 4 KiB begins so.</summary>
    public static bool HasLine(ReadOnlySpan<byte> head, ReadOnlySpan<byte> start)
    {
        ReadOnlySpan<byte> near = head[..Math.Min(head.Length, Near)];
        int at = near.IndexOf(start);
        while (at > 0 && near[at - 1] != (byte)'\n')
        {
            int next = near[(at + 1)..].IndexOf(start);
            at = next < 0 ? -1 : at + 1 + next;
        }

        return at >= 0;
    }

    /// <summary>Whether it is a JSON object or array.</summary>
    public static bool IsJson(ReadOnlySpan<byte> head) =>
        Trim(head) switch
        {
            [(byte)'{', .. var rest] => rest.TrimStart(" \t\r\n"u8) is [(byte)'"' or (byte)'}', ..],
            [(byte)'[', .. var rest] =>
                rest.TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[' or (byte)'"' or (byte)']', ..],
            _ => false,
        };

    /// <summary>Whether it is JSON that has this key, written with its quotes, in the head.</summary>
    public static bool HasKey(ReadOnlySpan<byte> head, ReadOnlySpan<byte> key) => IsJson(head) && Has(head, key);

    /// <summary>The first line with text, without its line end; at most 1 KiB of it.</summary>
    public static ReadOnlySpan<byte> FirstLine(ReadOnlySpan<byte> head)
    {
        const int Longest = 1024;
        ReadOnlySpan<byte> start = Trim(head);
        start = start[..Math.Min(start.Length, Longest)];
        int end = start.IndexOfAny((byte)'\r', (byte)'\n');
        return end < 0 ? start : start[..end];
    }

    /// <summary>
    /// Whether the text begins with this pattern: <c>9</c> is a digit, <c>a</c> a letter, others are themselves.
    /// </summary>
    public static bool HasForm(ReadOnlySpan<byte> text, ReadOnlySpan<byte> pattern)
    {
        if (text.Length < pattern.Length)
        {
            return false;
        }

        for (int i = 0; i < pattern.Length; i++)
        {
            bool fits = pattern[i] switch
            {
                (byte)'9' => char.IsAsciiDigit((char)text[i]),
                (byte)'a' => char.IsAsciiLetter((char)text[i]),
                var other => text[i] == other,
            };
            if (!fits)
            {
                return false;
            }
        }

        return true;
    }

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> head) =>
        (head is [0xef, 0xbb, 0xbf, ..] ? head[3..] : head).TrimStart(" \t\r\n"u8);
}
