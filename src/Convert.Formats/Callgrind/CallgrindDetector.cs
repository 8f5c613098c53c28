namespace Refold.Formats.Callgrind;

/// <summary>
/// Recognises call graphs by their first line or, since older ones have no signature, by their header.
/// </summary>
/// <remarks>
/// <code>
/// # callgrind format              the signature
/// version: 1                      lines that only such headers have
/// positions: line
/// events: Ir                      needed without signature
/// fn=(1) main                     the first line of the body
/// </code>
/// </remarks>
internal static class CallgrindDetector
{
    /// <summary>Decides whether the first bytes of an input are a call graph.</summary>
    /// <returns>
    /// Certain with the signature, or with a line of events that a function follows; possible with a line of events and
    /// another line that only such headers have.
    /// </returns>
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

    // Only comments, `key: value` and blank lines: pages and code that quote such a file have other text before it.
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

    // The index of the first line that begins with a text, or −1.
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
