namespace Refold.Formats.PerfScript;

/// <summary>Recognises the output of <c>perf script</c> by its first lines.</summary>
internal static class PerfScriptDetector
{
    // perf prints `tab`, then the address in sixteen columns.
    private const int FrameAddressEnd = 17;

    /// <summary>
    /// Certain if a record's first line stands above a frame, if two such lines stand alone that say who, when and what,
    /// or if perf's own header or what -D dumps is there; possible if there are frames only, or lines with all but a time.
    /// </summary>
    public static Confidence Detect(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("# ========\n# captured on"u8) || head.StartsWith("# ========\r\n# captured on"u8))
        {
            return Confidence.Certain;
        }

        if (IsMarkdown(head))
        {
            return Confidence.None;
        }

        int full = 0;
        bool isAfterHeader = false;
        bool isAfterText = false;
        ReadOnlySpan<byte> first = default;
        while (!head.IsEmpty && full < 2)
        {
            ReadOnlySpan<byte> from = head;
            ReadOnlySpan<byte> line = NextLine(ref head);
            bool isFrame = IsFrame(line, out bool isAligned);
            if ((isFrame && (isAfterHeader || (isAfterText && isAligned))) || IsDumped(line))
            {
                return IsDumped(line) || IsMostlyRecords(from) ? Confidence.Certain : Confidence.None;
            }

            isAfterHeader = IsHeader(line, out bool isFull);
            bool isEvidence = isFull || (isFrame && isAligned) || IsTimelessRecord(line);
            first = isEvidence && first.IsEmpty ? from : first;
            isAfterText = !PerfScriptText.IsBlank(line) && line is not [(byte)'\t' or (byte)'#', ..];
            full += isFull ? 1 : 0;
        }

        return full >= 2 ? Confidence.Certain
            : !first.IsEmpty && IsMostlyRecords(first) ? Confidence.Possible
            : Confidence.None;
    }

    // A record in a page of prose is an example. Blank lines, perf's comments and what it prints
    // between frames count for neither.
    private static bool IsMostlyRecords(ReadOnlySpan<byte> text)
    {
        const int MaxLooked = 64;
        int good = 0;
        int other = 0;
        while (!text.IsEmpty && good + other < MaxLooked)
        {
            ReadOnlySpan<byte> line = NextLine(ref text);
            bool isFrame = IsFrame(line, out _);
            if (isFrame || (!PerfScriptText.IsBlank(line) && line is not [(byte)'#' or (byte)'\t', ..]))
            {
                bool isGood = isFrame || IsHeader(line, out _)
                    || IsTimelessRecord(line) || text.IsEmpty;
                good += isGood ? 1 : 0;
                other += isGood ? 0 : 1;
            }
        }

        return good >= other;
    }

    // A fence around code: ```, perhaps with the name of a language.
    private static bool IsMarkdown(ReadOnlySpan<byte> head) =>
        head.StartsWith("```"u8) || head.IndexOf("\n```"u8) >= 0 || head.IndexOf("\n~~~"u8) >= 0;

    // Records that perf script -D dumps stand before all samples (perf: tools/perf/util/debug.c, trace_event).
    private static bool IsDumped(ReadOnlySpan<byte> line) => line.StartsWith(". ... raw event: size "u8);

    private static bool IsFrame(ReadOnlySpan<byte> line, out bool isAligned)
    {
        ReadOnlySpan<byte> text = PerfScriptText.TrimStart(line);
        int start = line.Length - text.Length;
        int length = PerfScriptText.WordLength(text);
        isAligned = line is [(byte)'\t', ..] && start + length == FrameAddressEnd;
        return start > 0 && PerfScriptText.TryHex(text[..length], out _);
    }

    // `comm 123 1000 event: address symbol`, on one line.
    private static bool IsTimelessRecord(ReadOnlySpan<byte> line)
    {
        if (!PerfScriptHeader.TryParseTimeless(line, out PerfScriptHeader header))
        {
            return false;
        }

        var text = PerfScriptEvent.Parse(header.Rest);
        return !text.Period.IsEmpty && !text.Name.IsEmpty && PerfScriptColumns.StartsWithAddress(text.Columns);
    }

    private static bool IsHeader(ReadOnlySpan<byte> line, out bool isFull)
    {
        isFull = false;
        if (line is [(byte)'\t' or (byte)'#', ..] || !PerfScriptHeader.TryParse(line, out PerfScriptHeader header))
        {
            return false;
        }

        var task = PerfScriptTask.Parse(line[..header.TaskLength], isPadded: true);
        bool isSide = PerfScriptSideRecord.TryParse(header.Rest, out _);
        isFull = task.Tid is not null && (isSide || !PerfScriptEvent.Parse(header.Rest).Name.IsEmpty);
        return isSide || PerfScriptHeader.IsPlausible(task, header);
    }

    private static ReadOnlySpan<byte> NextLine(ref ReadOnlySpan<byte> text)
    {
        int end = text.IndexOf((byte)'\n');
        ReadOnlySpan<byte> line = end < 0 ? text : text[..end];
        text = end < 0 ? default : text[(end + 1)..];
        return line.TrimEnd((byte)'\r');
    }
}
