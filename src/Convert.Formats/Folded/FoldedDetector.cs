namespace Refold.Formats.Folded;

/// <summary>Recognises folded stacks, which bear no signature, by what their first lines look like.</summary>
internal static class FoldedDetector
{
    private const int MaxLines = 200;

    /// <summary>
    /// Possible if at least half of the lines with content are a stack and a count; certain if a header line names sample types.
    /// </summary>
    public static Confidence Detect(ReadOnlySpan<byte> head)
    {
        int good = 0;
        int bad = 0;
        bool isCut = head.Length == ProfileInput.MaxHeadLength;
        while (!head.IsEmpty && good + bad < MaxLines)
        {
            ReadOnlySpan<byte> line = NextLine(ref head);
            if (!FoldedLine.IsContent(line) || (head.IsEmpty && isCut))
            {
                continue;
            }

            if (good + bad == 0 && FoldedLine.TryReadHeader(line) is { } types)
            {
                return HasCounts(head, types.Length) ? Confidence.Certain : Confidence.None;
            }

            bool isGood = FoldedLine.TryCutNumber(line, out _, out ReadOnlySpan<byte> stack) && LooksLikeStack(stack);
            good += isGood ? 1 : 0;
            bad += isGood ? 0 : 1;
        }

        return good > 0 && good >= bad ? Confidence.Possible : Confidence.None;
    }

    /// <summary>True if all lines of the head that have a count have two of them, as difffolded.pl writes them.</summary>
    public static bool HasTwoCounts(ReadOnlySpan<byte> head)
    {
        int lines = 0;
        bool isCut = head.Length == ProfileInput.MaxHeadLength;
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
                return false;
            }

            lines++;
        }

        return lines > 0;
    }

    // Whether the next line with content, if there is one, ends with so many counts.
    private static bool HasCounts(ReadOnlySpan<byte> text, int count)
    {
        ReadOnlySpan<byte> line = default;
        while (!text.IsEmpty && !FoldedLine.IsContent(line))
        {
            line = NextLine(ref text);
        }

        bool hasCounts = true;
        for (int i = 0; i < count && FoldedLine.IsContent(line); i++)
        {
            hasCounts &= FoldedLine.TryCutNumber(line, out _, out line);
        }

        return hasCounts && LooksLikeStack(line);
    }

    // Binary data has control characters; lines that perf indents are frames, not stacks.
    private static bool LooksLikeStack(ReadOnlySpan<byte> stack) =>
        stack is not [(byte)'\t', ..] && !stack.ContainsAnyInRange((byte)0, (byte)8);

    private static ReadOnlySpan<byte> NextLine(scoped ref ReadOnlySpan<byte> text)
    {
        int end = text.IndexOf((byte)'\n');
        ReadOnlySpan<byte> line = end < 0 ? text : text[..end];
        text = end < 0 ? default : text[(end + 1)..];
        return line.TrimEnd((byte)'\r');
    }
}
