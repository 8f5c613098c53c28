namespace Refold.Formats.PerfScript;

/// <summary>Counts the lines of a text that perf may have printed, and all other lines.</summary>
/// <remarks>
/// A page of prose with one record is not perf's output; many records with some lines of prose between them are.
/// <code>
/// app 10 1.000000: 1000 cycles:           known: a header, full since it has thread, time and event
///                 1000 f (/bin/app)       known: a frame; the first after a header makes a pair
///   file.c:12                             part of the record, not counted
/// addr2line: could not read …             a message, not counted
/// An explanation of this sample           unknown, unless a frame follows
/// </code>
/// </remarks>
internal sealed class PerfScriptLineStatistics
{
    private const int MaxLines = 4000;

    // perf prints a tab, then the address in sixteen columns.
    private const int FrameAddressEnd = 17;

    private int _known;
    private int _unknown;
    private int _messages;
    private int _pairs;
    private int _full;
    private bool _hasFrames;
    private bool _isAfterMessage;
    private Line _previous;

    private enum Line
    {
        /// <summary>A blank line, or no line.</summary>
        Blank,

        /// <summary>Any text; it is a header if frames follow.</summary>
        Text,

        /// <summary>The header of a record.</summary>
        Header,

        /// <summary>A frame.</summary>
        Frame,
    }

    /// <summary>Decides by the counts of its lines whether a text is perf's.</summary>
    /// <param name="head">The first bytes of an input.</param>
    public Confidence Detect(ReadOnlySpan<byte> head)
    {
        for (int lines = 0; lines < MaxLines && !head.IsEmpty; lines++)
        {
            ReadOnlySpan<byte> line = PerfScriptText.TakeLine(ref head, out bool isWhole);
            if (IsDumped(line))
            {
                return Confidence.Certain;
            }

            // The last line of the head may be truncated, so it does not count against the text.
            int unknown = _unknown;
            Count(line);
            _unknown = isWhole ? _unknown : unknown;
        }

        bool isMostlyPerf = _unknown * 3 <= _known && (_known > 2 || _messages <= _known);
        return !isMostlyPerf ? Confidence.None
            : _pairs > 0 || _full >= 2 ? Confidence.Certain
            : _full > 0 || _hasFrames ? Confidence.Possible : Confidence.None;
    }

    // perf script -D dumps records before it prints samples (perf: tools/perf/util/debug.c, trace_event).
    private static bool IsDumped(ReadOnlySpan<byte> line) => line.StartsWith(". ... raw event: size "u8);

    private void Count(ReadOnlySpan<byte> line)
    {
        if (PerfScriptText.IsBlank(line))
        {
            _previous = _isAfterMessage ? _previous : Line.Blank;
            return;
        }

        _isAfterMessage = false;
        if (line[0] == '#')
        {
            _previous = Line.Blank;
        }
        else if (IsFrame(line, out bool isAligned))
        {
            CountFrame(isAligned);
        }
        else if (PerfScriptLineKind.IsAnyMessage(line))
        {
            _messages++;
            _isAfterMessage = true;
        }
        else if (!IsPartOfRecord(line))
        {
            CountHeader(line);
        }
    }

    private bool IsFrame(ReadOnlySpan<byte> line, out bool isAligned)
    {
        ReadOnlySpan<byte> text = PerfScriptText.TrimStart(line);
        int start = line.Length - text.Length;
        int length = PerfScriptText.WordLength(text);
        isAligned = line[0] == '\t' && start + length == FrameAddressEnd;
        bool mayBeFrame = _previous is Line.Header or Line.Frame || isAligned;
        return mayBeFrame && PerfScriptText.TryHex(text[..length], out _)
            && (start > 0 || PerfScriptFrame.IsUnindented(line));
    }

    private void CountFrame(bool isAligned)
    {
        if (_previous == Line.Text)
        {
            _unknown--;
            _known++;
        }

        _pairs += _previous is Line.Header or Line.Text ? 1 : 0;
        _hasFrames |= isAligned;
        _known++;
        _previous = Line.Frame;
    }

    // Source lines, registers, branches … after frames.
    private bool IsPartOfRecord(ReadOnlySpan<byte> line) =>
        PerfScriptLineKind.AreColumns(line)
        || (_previous == Line.Frame && (line[0] == '\t' || PerfScriptSourceLine.TryParse(line, out _)));

    private void CountHeader(ReadOnlySpan<byte> line)
    {
        bool isHeader = IsHeader(line, out bool isFull) || IsTimelessRecord(line);
        _full += isFull ? 1 : 0;
        _known += isHeader ? 1 : 0;
        _unknown += isHeader ? 0 : 1;
        _previous = isHeader ? Line.Header : line[0] == '\t' ? Line.Blank : Line.Text;
    }

    // `comm 123 event:`, and the address of a record without call chain.
    private bool IsTimelessRecord(ReadOnlySpan<byte> line)
    {
        if (!PerfScriptHeader.TryParseTimeless(line, out PerfScriptHeader header))
        {
            return false;
        }

        var text = PerfScriptEvent.Parse(header.Rest);
        bool hasFrame = PerfScriptColumns.StartsWithAddress(text.Columns);
        _hasFrames |= hasFrame && !text.Period.IsEmpty;
        return text.Columns.IsEmpty || hasFrame;
    }

    private static bool IsHeader(ReadOnlySpan<byte> line, out bool isFull)
    {
        isFull = false;
        if (line[0] == '\t' || !PerfScriptHeader.TryParse(line, out PerfScriptHeader header))
        {
            return false;
        }

        var task = PerfScriptTask.Parse(line[..header.TaskLength], isPadded: true);
        bool isSide = PerfScriptSideRecord.TryParse(header.Rest, out _);
        isFull = task.Tid is not null && (isSide || !PerfScriptEvent.Parse(header.Rest).Name.IsEmpty);
        return isSide || PerfScriptHeader.IsPlausible(task, header);
    }
}
