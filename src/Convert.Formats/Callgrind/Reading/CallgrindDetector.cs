namespace Refold.Formats.Callgrind;

/// <summary>
/// Recognises call graphs by their first line or, since older ones have no signature, by their header.
/// </summary>
internal static class CallgrindDetector
{
    /// <summary>
    /// Certain if the signature is there, or a line of events and a function behind it; possible if there are events and
    /// another line that only such headers have.
    /// </summary>
    public static Confidence Detect(ReadOnlySpan<byte> head)
    {
        head = head is [0xef, 0xbb, 0xbf, ..] ? head[3..] : head;
        if (head.StartsWith("# callgrind format"u8))
        {
            return Confidence.Certain;
        }

        int events = LineStart(head, "events:"u8);
        if (events < 0 || !IsHeader(head[..events]))
        {
            return Confidence.None;
        }

        ReadOnlySpan<byte> body = head[events..];
        bool hasFunction = LineStart(body, "fn="u8) >= 0 || LineStart(body, "fl="u8) >= 0;
        bool hasHeader = LineStart(head, "positions:"u8) >= 0 || LineStart(head, "version:"u8) >= 0
            || LineStart(head, "creator:"u8) >= 0;
        return hasFunction ? Confidence.Certain : hasHeader ? Confidence.Possible : Confidence.None;
    }

    // Nothing but comments, `key: value` and blank lines: pages and code that show such a file have other text before.
    private static bool IsHeader(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            int end = text.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = text[..end].Trim(" \t\r"u8);
            text = text[(end + 1)..];
            int key = line.IndexOfAnyExceptInRange((byte)'a', (byte)'z');
            if (!line.IsEmpty && line[0] != (byte)'#' && (key <= 0 || line[key] != (byte)':'))
            {
                return false;
            }
        }

        return true;
    }

    // Where the first line begins that begins like this, or −1.
    private static int LineStart(ReadOnlySpan<byte> text, ReadOnlySpan<byte> start)
    {
        int at = 0;
        while (true)
        {
            int found = text[at..].IndexOf(start);
            if (found < 0 || at + found == 0 || text[at + found - 1] == (byte)'\n')
            {
                return found < 0 ? -1 : at + found;
            }

            at += found + 1;
        }
    }
}
