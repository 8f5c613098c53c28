using System.Text;

namespace Refold.Formats.Foreign;

/// <summary>Predicates on the head of a file, for signatures.</summary>
internal static class HeadText
{
    private const int Near = 4096;

    /// <summary>Whether the head starts with these bytes.</summary>
    public static bool Starts(ReadOnlySpan<byte> head, ReadOnlySpan<byte> bytes) => head.StartsWith(bytes);

    /// <summary>Whether the text starts so after an optional byte order mark and white space.</summary>
    public static bool Begins(ReadOnlySpan<byte> head, ReadOnlySpan<byte> text) => Trim(head).StartsWith(text);

    /// <summary>As <see cref="Begins"/>, ignoring ASCII case.</summary>
    public static bool BeginsIgnoreCase(ReadOnlySpan<byte> head, ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> start = Trim(head);
        return start.Length >= text.Length && Ascii.EqualsIgnoreCase(start[..text.Length], text);
    }

    /// <summary>Whether the head contains a text.</summary>
    public static bool Has(ReadOnlySpan<byte> head, ReadOnlySpan<byte> text) => head.IndexOf(text) >= 0;

    /// <summary>Whether the first 4 KiB contain a text.</summary>
    public static bool HasNear(ReadOnlySpan<byte> head, ReadOnlySpan<byte> text) =>
        head[..Math.Min(head.Length, Near)].IndexOf(text) >= 0;

    /// <summary>Whether a line in the first 4 KiB starts with a text.</summary>
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

    /// <summary>Whether the head starts a JSON object or array.</summary>
    public static bool IsJson(ReadOnlySpan<byte> head) =>
        Trim(head) switch
        {
            [(byte)'{', .. var rest] => rest.TrimStart(" \t\r\n"u8) is [(byte)'"' or (byte)'}', ..],
            [(byte)'[', .. var rest] =>
                rest.TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[' or (byte)'"' or (byte)']', ..],
            _ => false,
        };

    /// <summary>Whether the head is JSON and contains a key, which is given with its quotes.</summary>
    public static bool HasKey(ReadOnlySpan<byte> head, ReadOnlySpan<byte> key) => IsJson(head) && Has(head, key);

    /// <summary>Returns the first line that is not blank, without its line end; at most 1 KiB.</summary>
    public static ReadOnlySpan<byte> FirstLine(ReadOnlySpan<byte> head)
    {
        const int Longest = 1024;
        ReadOnlySpan<byte> start = Trim(head);
        start = start[..Math.Min(start.Length, Longest)];
        int end = start.IndexOfAny((byte)'\r', (byte)'\n');
        return end < 0 ? start : start[..end];
    }

    /// <summary>
    /// Whether the text starts with a pattern such as <c>9999-99-99</c>: <c>9</c> matches any digit, <c>a</c> any
    /// letter, other characters themselves. ASCII only.
    /// </summary>
    public static bool MatchesPattern(ReadOnlySpan<byte> text, ReadOnlySpan<byte> pattern)
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
