namespace Refold.Formats.PerfScript;

/// <summary>Reads an input line by line and classifies each line.</summary>
/// <remarks>
/// <code>
/// # cmdline : /usr/bin/perf record -g ./app               preamble
/// app  4250 17.000001:  250000 cycles:                    header: opens a record
///             1234 work+0x4 (/bin/app)                    frame, leaf first
///   app.c:12                                              source line of the frame before it
///             1300 main+0x8 (/bin/app)
///                                                         blank line: closes the record
/// app  4250 17.000002:  PERF_RECORD_LOST lost 12          side record
/// addr2line: could not read first record                  message
/// app  4250 17.000003:  250000 cycles:  1234 work (/bin/app)      a record without call chain: one line
/// </code>
/// A record ends at a blank line, at the next header, or at the end of the input. The frames of most records are read
/// as one block (<see cref="ReadCallChain()"/>); the class reads line by line where other lines are between them.
/// </remarks>
internal sealed class PerfScriptParser
{
    private const int MaxBlockLength = 256 * 1024;

    private readonly ProfileInput _input;
    private readonly ConversionContext _context;
    private readonly PerfScriptOptions _options;
    private readonly PerfScriptDiagnostics _diagnostics;
    private readonly PerfScriptPreamble _preamble = new();
    private readonly PerfScriptSamples _samples;
    private readonly ProfileBuilder _builder;
    private readonly Utf8LineReader _lines;
    private readonly PerfScriptLookAhead _lookAhead;
    private readonly PerfScriptLayout? _layout;
    private readonly PerfScriptPendingLine _pending = new();
    private readonly PerfScriptSplitLine _split;

    private bool _framesHaveTabs;
    private bool _hasHeader;
    private bool _isInterrupted;
    private bool _hasCallChains;
    private bool _hasBareHeaders;

    public PerfScriptParser(ProfileInput input, ConversionContext context, PerfScriptOptions options)
    {
        _input = input;
        _context = context;
        _options = options;
        _lines = new Utf8LineReader(input, context.Limits);
        _lookAhead = new PerfScriptLookAhead(_lines);
        _layout = PerfScriptLayout.Find(input.Head);
        _diagnostics = new PerfScriptDiagnostics(context.Diagnostics, input.Name);
        _split = new PerfScriptSplitLine(_lookAhead, _diagnostics);
        _builder = new ProfileBuilder(context, new SampleType("samples", "count"))
        {
            InputName = input.Name,
            SumsEqualSamples = (context.Request.Facts & (ProfileFacts.Times | ProfileFacts.Order)) == ProfileFacts.None,
        };
        _samples = new PerfScriptSamples(_builder, context.Request, options, _diagnostics);
    }

    /// <summary>Reads the input to its end.</summary>
    public Profile Run()
    {
        for (long row = 0; _lookAhead.TryReadLine(out ReadOnlySpan<byte> line); row++)
        {
            _context.CheckCancelled(row);
            ReadUnlessSplit(line);
        }

        DiscardPendingLine();
        DiscardHeaderWithoutFrames();
        _samples.Close();
        PerfScriptErrors.ThrowIfEmpty(_samples, _input, _options);
        _samples.Finish();
        _builder.Info = _samples.CreateInfo(_preamble);
        return _builder.Build();
    }

    private void ReadUnlessSplit(ReadOnlySpan<byte> line)
    {
        if (!_hasCallChains || !_split.TryConsume(ref line, _lines.LineNumber))
        {
            ReadUnlessTruncated(line);
        }
    }

    private void ReadUnlessTruncated(ReadOnlySpan<byte> line)
    {
        bool isLast = _lines.Window.IsEmpty;
        if (!isLast
            || !PerfScriptTruncation.IsTruncated(line, _lines.HasLineEnd, _samples, _layout, _hasCallChains))
        {
            Read(line);
            return;
        }

        // A truncated header does not belong to the record before it, which is complete.
        // A pending line is the first half of its comm.
        _ = _pending.Take();
        if (_layout is not null || !(PerfScriptText.IsBlank(line[0]) || IsUnindentedFrame(line)))
        {
            _samples.Close();
        }

        _samples.Discard();
        _diagnostics.Truncated(line, _lines.LineNumber);
    }

    // If other records have frames, a header at the end of the input is truncated, unless a blank line follows it.
    private void DiscardHeaderWithoutFrames()
    {
        if (_hasCallChains && _hasHeader && _samples is { IsOpen: true, RecordCount: > 0, HasFrame: false })
        {
            _samples.Discard();
            _diagnostics.Truncated(default, _lines.LineNumber);
        }
    }

    private void Read(ReadOnlySpan<byte> line)
    {
        if (PerfScriptText.IsBlank(line))
        {
            DiscardPendingLine();

            // Messages contain blank lines, so after a message in a record only the next header or frames end it.
            if (!_isInterrupted || !_hasHeader || !_samples.IsOpen)
            {
                _samples.Close();
                ReadCallChain();
            }
        }
        else if (line[0] == '\t')
        {
            DiscardPendingLine();
            ReadFrame(line, hasTab: true);
        }
        else if (line is [(byte)'#'] or [(byte)'#', (byte)' ', ..])
        {
            _preamble.Add(line);
        }
        else if (!TryReadHeader(line))
        {
            DiscardPendingLine();
            ReadOtherLine(line);
        }
    }

    // Fast path: the columns before the first time are those of a known task.
    private bool TryReadHeader(ReadOnlySpan<byte> line)
    {
        bool hasTime = PerfScriptHeader.TryParseAtFirstTime(line, out PerfScriptHeader header);
        if (hasTime && _pending.IsEmpty
            && _samples.Tasks.TryGet(line[..header.TaskLength], out PerfScriptTaskTable.Entry known))
        {
            return TryReadSideRecord(header.Rest) || Open(header, PerfScriptEvent.Parse(header.Rest), known);
        }

        return (_layout is not null && TryReadRow(_layout, line)) || (hasTime && TryReadTimedHeader(line));
    }

    private bool TryReadRow(PerfScriptLayout layout, ReadOnlySpan<byte> line)
    {
        if (!layout.TryParse(line, _pending.LengthWithEnd, out PerfScriptRow row))
        {
            return false;
        }

        ReadOnlySpan<byte> firstHalf = TakeFirstHalf(row.Task.Comm);
        ReadOnlySpan<byte> text = line[..row.Header.TaskLength];
        return Open(row.Header, row.Event, _samples.Tasks.Add(text, row.Task, firstHalf));
    }

    private bool TryReadTimedHeader(ReadOnlySpan<byte> line)
    {
        if (PerfScriptLineKind.IsSourceCode(line) || !PerfScriptHeader.TryParse(line, out PerfScriptHeader header))
        {
            return false;
        }

        if (TryReadSideRecord(header.Rest))
        {
            return true;
        }

        ReadOnlySpan<byte> text = line[..header.TaskLength];
        var task = PerfScriptTask.Parse(text, isPadded: !_lookAhead.IsNextFrameOrBlank);
        if (!PerfScriptHeader.IsPlausible(task, header))
        {
            return false;
        }

        ReadOnlySpan<byte> firstHalf = TakeFirstHalf(task.Tid is null ? line : task.Comm);
        return Open(header, PerfScriptEvent.Parse(header.Rest), _samples.Tasks.Add(text, task, firstHalf));
    }

    private bool Open(in PerfScriptHeader header, in PerfScriptEvent text, PerfScriptTaskTable.Entry task)
    {
        if (PerfScriptLineKind.IsMetric(header.Rest))
        {
            _samples.Close();
            _diagnostics.DroppedColumn(PerfScriptText.Trim(header.Rest), _lines.LineNumber);
            return true;
        }

        _samples.Open(task, text, header.Time, _lines.LineNumber);
        _hasHeader = true;
        _isInterrupted = false;
        ReadCallChain();
        return true;
    }

    private bool TryReadSideRecord(ReadOnlySpan<byte> text)
    {
        if (!PerfScriptSideRecord.TryParse(text, out PerfScriptSideRecord record))
        {
            return false;
        }

        DiscardPendingLine();
        _samples.Close();
        if (record.TryGetLost(out long lost))
        {
            _diagnostics.Lost(record.Details, _lines.LineNumber, lost);
        }
        else if (!_samples.Mappings.TryAdd(record))
        {
            _diagnostics.SideRecord(record.Kind, _lines.LineNumber);
        }

        return true;
    }

    // Reads all frames of a record at once if they begin here and a blank line ends them; otherwise reads nothing, and
    // the frames are read line by line.
    private void ReadCallChain()
    {
        while (!_lines.Window.IsEmpty || _lines.Fill())
        {
            ReadOnlySpan<byte> window = _lines.Window;
            if (window[0] != '\t')
            {
                return;
            }

            int end = PerfScriptCallChain.FindEnd(window, out int lines);
            int blank = end < 0 ? -1 : PerfScriptCallChain.BlankLineLength(window[(end + 1)..]);
            if (blank > 0)
            {
                ReadCallChain(window[..end], end + 1 + blank, lines);
                return;
            }

            if (blank == 0 || window.Length > MaxBlockLength || !_lines.Fill())
            {
                return;
            }
        }
    }

    private void ReadCallChain(ReadOnlySpan<byte> block, int length, int lines)
    {
        StackId stack = default;
        if (_samples.IsSkipped || _samples.Stacks.TryGetStack(block, lines, _samples.Process, out stack))
        {
            OpenIfFramesComeFirst();
            _samples.Close(stack);
            _lines.Skip(length, lines + 1);
        }
    }

    // Records of `-F ip,sym` have no header, or an empty one.
    private void OpenIfFramesComeFirst()
    {
        _hasCallChains = true;
        if (!_samples.IsOpen)
        {
            _samples.Open(PerfScriptTaskTable.Entry.None, default, null, _lines.LineNumber);
            _hasHeader = _isInterrupted = false;
        }
    }

    private void ReadFrame(ReadOnlySpan<byte> line, bool hasTab)
    {
        if (!PerfScriptFrame.TryParse(line, out PerfScriptFrame frame))
        {
            _diagnostics.NotAFrame(line, _lines.LineNumber);
            return;
        }

        OpenIfFramesComeFirst();
        if (_samples.Stacks.FrameCount > _context.Limits.StackDepth)
        {
            throw new ProfileFormatException(
                _lines.Position, $"expected at most {_context.Limits.StackDepth} frames in a stack, found more");
        }

        _framesHaveTabs = hasTab;
        if (!_samples.IsSkipped)
        {
            _samples.Stacks.Add(frame, _samples.Process);
        }
    }

    private void ReadOtherLine(ReadOnlySpan<byte> line)
    {
        if (_diagnostics.TryReportColumns(line, _lines.LineNumber) || TryReadContinuation(line))
        {
            return;
        }

        bool isMessage = _diagnostics.TryReportMessage(line, _lines.LineNumber);
        bool isKnown = isMessage || TryReadSideRecord(line) || TryReadTimelessHeader(line) || TrySetPending(line);
        _isInterrupted |= isMessage || !isKnown;
        if (!isKnown)
        {
            _diagnostics.UnknownLine(line, _lines.LineNumber);
        }
    }

    // Reads a line that continues the record. It begins with a blank; with an address, as simpleperf prints no tab; or
    // with any address where the text has lost its indent.
    private bool TryReadContinuation(ReadOnlySpan<byte> line)
    {
        if (!_samples.IsOpen || (line[0] != ' ' && !IsUnindentedFrame(line)))
        {
            return false;
        }

        bool isBelowTabs = _samples.Stacks.FrameCount > 0 && _framesHaveTabs;
        if (PerfScriptSourceLine.TryParse(line, out PerfScriptSourceLine source) && _samples.TryAddSource(source))
        {
            return true;
        }

        if (isBelowTabs && PerfScriptColumns.StartsWithAddress(line))
        {
            _diagnostics.DroppedColumn(line, _lines.LineNumber);
            return true;
        }

        bool isFrame = !isBelowTabs && PerfScriptFrame.TryParse(line, out _)
            && (_samples.Stacks.FrameCount > 0 || !PerfScriptHeader.TryParseTimeless(line, out _));
        if (isFrame)
        {
            ReadFrame(line, hasTab: false);
        }

        return isFrame;
    }

    private bool IsUnindentedFrame(ReadOnlySpan<byte> line) =>
        _layout is null && (PerfScriptColumns.StartsWithAddress(line) || PerfScriptFrame.IsUnindented(line));

    private bool TryReadTimelessHeader(ReadOnlySpan<byte> line)
    {
        if (_samples.IsOpen && _samples.Stacks.FrameCount > 0)
        {
            return false;
        }

        bool isBare = !_samples.IsOpen
            && (_lookAhead.IsNextFrame || (_hasBareHeaders && _lookAhead.IsNextBlank));
        if (!PerfScriptHeader.TryParseTimeless(line, out PerfScriptHeader header))
        {
            bool hasFrame = PerfScriptHeader.TryParseSingleFrame(line, out header);
            if (!hasFrame && !isBare)
            {
                return false;
            }

            _hasBareHeaders |= !hasFrame;
            header = hasFrame ? header : PerfScriptHeader.ParseBare(line);
        }

        ReadOnlySpan<byte> text = line[..header.TaskLength];
        var task = PerfScriptTask.Parse(text, isPadded: !_lookAhead.IsNextFrameOrBlank);
        return Open(header, PerfScriptEvent.Parse(header.Rest), _samples.Tasks.Add(text, task, default));
    }

    private bool TrySetPending(ReadOnlySpan<byte> line) =>
        !(_samples.IsOpen && _samples.Stacks.FrameCount > 0) && _pending.TrySet(line);

    private byte[] TakeFirstHalf(ReadOnlySpan<byte> secondHalf)
    {
        if (!_pending.CanContinueWith(secondHalf))
        {
            DiscardPendingLine();
        }

        return _pending.Take();
    }

    private void DiscardPendingLine()
    {
        if (!_pending.IsEmpty)
        {
            _diagnostics.UnknownLine(_pending.Take(), _lines.LineNumber - 1);
            _isInterrupted = true;
        }
    }
}
