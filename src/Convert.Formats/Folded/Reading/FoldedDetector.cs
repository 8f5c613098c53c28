namespace Refold.Formats.Folded;

/// <summary>Detects folded stacks, which have no signature, by the form of their first lines.</summary>
/// <remarks>
/// <code>
/// main;work;malloc 42        a stack and a count; the semicolon shows that it is a stack
/// main 7                     the same form as "Chapter 7": no evidence on its own
/// samples/count              a header line, if lines with counts follow
/// # interval: 100            a comment
/// </code>
/// Lines that end in a number also occur in other texts: mesh files, logs, lists. Of 12,457 files next to profiles in
/// public repositories, 3.4 % have them in half of their lines; in four of five lines, together with a semicolon, only
/// folded stacks do.
/// </remarks>
internal static class FoldedDetector
{
    private const int MaxLines = 200;

    // The least percentage of lines that end in counts, and of these lines that have a semicolon.
    private const int MinPercentCounted = 80;
    private const int MinPercentStacks = 5;

    /// <summary>
    /// Returns Certain for a header line with known units; Possible if most lines end in a count and some of these have
    /// several frames; NameDecides if lines have counts but single frames, or if there are only comments.
    /// </summary>
    public static Confidence Detect(ReadOnlySpan<byte> head)
    {
        bool isCut = head.Length >= ProfileInput.MaxHeadLength;
        if (HasBinaryZeros(head))
        {
            return Confidence.None;
        }

        ReadOnlySpan<byte> text = head;
        SampleType[]? header = null;
        var lines = new FoldedEvidence();
        while (!text.IsEmpty && lines.Count < MaxLines)
        {
            ReadOnlySpan<byte> line = NextLine(ref text);
            bool isLast = text.IsEmpty && head[^1] != (byte)'\n';
            if (!FoldedLine.IsContent(line) || (text.IsEmpty && isCut)
                || (isLast && lines.Counted > 0 && !FoldedLine.TryCutNumber(line, out _, out _)))
            {
                continue;
            }

            if (lines.Count == 0 && header is null && FoldedLine.TryReadHeader(line) is { } types)
            {
                header = types;
                continue;
            }

            lines.Add(line, header?.Length ?? 1);
        }

        return Decide(lines, header);
    }

    /// <summary>Whether all lines of the head with a count have two counts, as difffolded.pl writes them.</summary>
    /// <remarks>A last line without line end may have been cut off, and does not count beside others.</remarks>
    public static bool HasTwoCounts(ReadOnlySpan<byte> head)
    {
        int lines = 0;
        bool isCut = head.Length >= ProfileInput.MaxHeadLength;
        bool hasLineEnd = head.EndsWith("\n"u8);
        while (!head.IsEmpty)
        {
            ReadOnlySpan<byte> line = NextLine(ref head);
            if ((head.IsEmpty && isCut) || !FoldedLine.IsContent(line)
                || !FoldedLine.TryCutNumber(line, out _, out ReadOnlySpan<byte> rest))
            {
                continue;
            }

            if (!FoldedLine.TryCutNumber(rest, out _, out _))
            {
                return head.IsEmpty && !hasLineEnd && lines > 0;
            }

            lines++;
        }

        return lines > 0;
    }

    private static Confidence Decide(FoldedEvidence lines, SampleType[]? header)
    {
        bool isHeaderKnown = header is not null && header.All(t => Units.IsKnown(t.Unit) || t.Unit == "count");
        if (lines.Count == 0)
        {
            return header is null || isHeaderKnown ? Confidence.NameDecides : Confidence.None;
        }

        bool haveCounts = lines.Counted * 100 >= lines.Count * MinPercentCounted;
        bool areStacks = lines.Stacks * 100 >= lines.Counted * MinPercentStacks && lines.Stacks > 0;
        bool mayBeNamed = haveCounts ? !lines.HasControls
            : lines.Counted == 0 ? lines.Semicolons == lines.Count
            : areStacks && lines.Counted * 2 >= lines.Count;
        return haveCounts && isHeaderKnown ? Confidence.Certain
            : haveCounts && areStacks ? Confidence.Possible
            : mayBeNamed ? Confidence.NameDecides
            : Confidence.None;
    }

    // Names of anonymous classes in PHP contain one zero byte; binary files have several in a row.
    private static bool HasBinaryZeros(ReadOnlySpan<byte> head) => head.IndexOf("\0\0"u8) >= 0;

    private static ReadOnlySpan<byte> NextLine(scoped ref ReadOnlySpan<byte> text)
    {
        int end = text.IndexOf((byte)'\n');
        ReadOnlySpan<byte> line = end < 0 ? text : text[..end];
        text = end < 0 ? default : text[(end + 1)..];
        return line.TrimEnd((byte)'\r');
    }
}
