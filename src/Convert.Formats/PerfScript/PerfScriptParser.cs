namespace Refold.Formats.PerfScript;

/// <summary>
/// Reads one input line by line and finds out what each line is. A record is a first line and the frames below it; it
/// ends at a blank line, at the next first line, or at the end.
/// </summary>
internal sealed class PerfScriptParser
{
    private const int MaxBlockLength = 256 * 1024;
    private const int LinesBetweenLooks = 4096;

    private readonly ProfileInput _input;
    private readonly ConversionContext _context;
    private readonly PerfScriptOptions _options;
    private readonly PerfScriptDiagnostics _diagnostics;
    private readonly PerfScriptPreamble _preamble = new();
    private readonly PerfScriptSamples _samples;
    private readonly ProfileBuilder _builder;
    private readonly Utf8LineReader _lines;
    private readonly PerfScriptLookAhead _next;
    private readonly PerfScriptLayout? _layout;
    private readonly PerfScriptHeldLine _held = new();
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
        _next = new PerfScriptLookAhead(_lines);
        _layout = PerfScriptLayout.Find(input.Head);
        _diagnostics = new PerfScriptDiagnostics(context.Diagnostics, input.Name);
        _split = new PerfScriptSplitLine(_next, _diagnostics);
        _builder = new ProfileBuilder(context, new SampleType("samples", "count"))
        {
            SumsEqualSamples = (context.Request.Facts & (ProfileFacts.Times | ProfileFacts.Order)) == ProfileFacts.None,
        };
        _samples = new PerfScriptSamples(_builder, context.Request, options, _diagnostics);
    }

    /// <summary>Reads the whole input.</summary>
    public Profile Run()
    {
        long lookAt = 0;
        while (_lines.TryReadLine(out ReadOnlySpan<byte> line))
        {
            TakeUnlessSplit(_next.Keep(line));
            if (_lines.LineNumber >= lookAt)
            {
                _context.Cancellation.ThrowIfCancellationRequested();
                lookAt = _lines.LineNumber + LinesBetweenLooks;
            }
        }

        ReleaseHeldLine();
        DropRecordWithoutCallChain();
        _samples.Close();
        ThrowIfNothingWasRead();
        _samples.Finish();
        _builder.Info = _samples.InfoFor(_preamble);
        return _builder.Build();
    }

    private void TakeUnlessSplit(ReadOnlySpan<byte> line)
    {
        if (!_hasCallChains || !_split.Takes(ref line, _lines.LineNumber))
        {
            TakeUnlessCut(line);
        }
    }

    // The last line may lack an end, or be a frame that other stacks have below their root: its record is no sample.
    private void TakeUnlessCut(ReadOnlySpan<byte> line)
    {
        if (!_lines.Window.IsEmpty || !PerfScriptCut.IsCut(line, _lines.HasLineEnd, _samples, _layout, _hasCallChains))
        {
            Take(line);
            return;
        }

        ReleaseHeldLine();
        if (_layout is not null || !(PerfScriptText.IsBlank(line[0]) || IsUnindentedFrame(line)))
        {
            _samples.Close();
        }

        _samples.Drop();
        _diagnostics.Cut(line, _lines.LineNumber);
    }

    // A record without frames ends in a blank line where others have frames.
    private void DropRecordWithoutCallChain()
    {
        if (_hasCallChains && _hasHeader && _samples is { IsOpen: true, RecordCount: > 0, HasFrame: false })
        {
            _samples.Drop();
            _diagnostics.Cut(default, _lines.LineNumber);
        }
    }

    private void Take(ReadOnlySpan<byte> line)
    {
        if (PerfScriptText.IsBlank(line))
        {
            ReleaseHeldLine();
            if (!_isInterrupted || !_hasHeader || !_samples.IsOpen)
            {
                _samples.Close();
                TakeBlock();
            }
        }
        else if (line[0] == '\t')
        {
            ReleaseHeldLine();
            TakeFrame(line, hasTab: true);
        }
        else if (line is [(byte)'#'] or [(byte)'#', (byte)' ', ..])
        {
            _preamble.Take(line);
        }
        else if (!TryTakeHeader(line))
        {
            ReleaseHeldLine();
            TakeOther(line);
        }
    }

    private bool TryTakeHeader(ReadOnlySpan<byte> line)
    {
        bool hasTime = PerfScriptHeader.TryParseFirst(line, out PerfScriptHeader header);
        if (hasTime && _held.IsEmpty
            && _samples.Tasks.TryGet(line[..header.TaskLength], out PerfScriptTasks.Known known))
        {
            return TryTakeSideRecord(header.Rest) || Open(header, PerfScriptEvent.Parse(header.Rest), known);
        }

        return (_layout is not null && TryTakeRow(_layout, line)) || (hasTime && TryTakeTimedHeader(line));
    }

    private bool TryTakeRow(PerfScriptLayout layout, ReadOnlySpan<byte> line)
    {
        if (!layout.TryParse(line, _held.LengthWithEnd, out PerfScriptRow row))
        {
            return false;
        }

        ReadOnlySpan<byte> firstHalf = TakeFirstHalf(row.Task.Comm);
        ReadOnlySpan<byte> text = line[..row.Header.TaskLength];
        return Open(row.Header, row.Event, _samples.Tasks.Add(text, row.Task, firstHalf));
    }

    private bool TryTakeTimedHeader(ReadOnlySpan<byte> line)
    {
        if (PerfScriptLines.IsSourceCode(line) || !PerfScriptHeader.TryParse(line, out PerfScriptHeader header))
        {
            return false;
        }

        if (TryTakeSideRecord(header.Rest))
        {
            return true;
        }

        ReadOnlySpan<byte> text = line[..header.TaskLength];
        var task = PerfScriptTask.Parse(text, isPadded: !_next.IsFrameOrBlank);
        if (!PerfScriptHeader.IsPlausible(task, header))
        {
            return false;
        }

        ReadOnlySpan<byte> firstHalf = TakeFirstHalf(task.Tid is null ? line : task.Comm);
        return Open(header, PerfScriptEvent.Parse(header.Rest), _samples.Tasks.Add(text, task, firstHalf));
    }

    private bool Open(in PerfScriptHeader header, in PerfScriptEvent text, PerfScriptTasks.Known task)
    {
        if (PerfScriptLines.IsMetric(header.Rest))
        {
            _samples.Close();
            _diagnostics.DroppedColumn(PerfScriptText.Trim(header.Rest), _lines.LineNumber);
            return true;
        }

        _samples.Open(task, text, header.Time, _lines.LineNumber);
        _hasHeader = true;
        _isInterrupted = false;
        TakeBlock();
        return true;
    }

    private bool TryTakeSideRecord(ReadOnlySpan<byte> text)
    {
        if (!PerfScriptSideRecord.TryParse(text, out PerfScriptSideRecord record))
        {
            return false;
        }

        ReleaseHeldLine();
        _samples.Close();
        if (record.TryGetLost(out long lost))
        {
            _diagnostics.Lost(record.Said, _lines.LineNumber, lost);
        }
        else if (!_samples.Maps.TryTake(record))
        {
            _diagnostics.SideRecord(record.Kind, _lines.LineNumber);
        }

        return true;
    }

    /// <summary>
    /// Takes all frames of a record at once, if they begin here and a blank line ends them; else nothing, and they are
    /// read line by line.
    /// </summary>
    private void TakeBlock()
    {
        while (!_lines.Window.IsEmpty || _lines.Fill())
        {
            ReadOnlySpan<byte> window = _lines.Window;
            if (window[0] != '\t')
            {
                return;
            }

            int end = PerfScriptBlock.FindEnd(window, out int lines);
            int blank = end < 0 ? -1 : PerfScriptBlock.BlankLineLength(window[(end + 1)..]);
            if (blank > 0)
            {
                TakeBlock(window[..end], end + 1 + blank, lines);
                return;
            }

            if (blank == 0 || window.Length > MaxBlockLength || !_lines.Fill())
            {
                return;
            }
        }
    }

    private void TakeBlock(ReadOnlySpan<byte> block, int length, int lines)
    {
        StackId stack = default;
        if (_samples.IsSkipped || _samples.Stacks.TryGetStack(block, lines, _samples.Process, out stack))
        {
            OpenIfFramesComeFirst();
            _samples.Close(stack);
            _lines.Skip(length, lines + 1);
        }
    }

    // Records of `-F ip,sym` have no first line, or an empty one.
    private void OpenIfFramesComeFirst()
    {
        _hasCallChains = true;
        if (!_samples.IsOpen)
        {
            _samples.Open(PerfScriptTasks.Known.None, default, null, _lines.LineNumber);
            _hasHeader = _isInterrupted = false;
        }
    }

    private void TakeFrame(ReadOnlySpan<byte> line, bool hasTab)
    {
        if (!PerfScriptFrame.TryParse(line, out PerfScriptFrame frame))
        {
            _diagnostics.NoFrame(line, _lines.LineNumber);
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

    private void TakeOther(ReadOnlySpan<byte> line)
    {
        if (_diagnostics.TryTakeColumns(line, _lines.LineNumber) || TryTakeContinuation(line))
        {
            return;
        }

        bool isMessage = _diagnostics.TryTakeMessage(line, _lines.LineNumber);
        bool isKnown = isMessage || TryTakeSideRecord(line) || TryTakeTimelessHeader(line) || TryHold(line);
        _isInterrupted |= isMessage || !isKnown;
        if (!isKnown)
        {
            _diagnostics.UnknownLine(line, _lines.LineNumber);
        }
    }

    // Lines that belong to the record above them and begin with a blank; or, as simpleperf prints no tab, with an address
    // that leaves no room for one; or with any address where the text has lost its indent.
    private bool TryTakeContinuation(ReadOnlySpan<byte> line)
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
            TakeFrame(line, hasTab: false);
        }

        return isFrame;
    }

    private bool IsUnindentedFrame(ReadOnlySpan<byte> line) =>
        _layout is null && (PerfScriptColumns.StartsWithAddress(line) || PerfScriptFrame.IsUnindented(line));

    private bool TryTakeTimelessHeader(ReadOnlySpan<byte> line)
    {
        if (_samples.IsOpen && _samples.Stacks.FrameCount > 0)
        {
            return false;
        }

        bool isBare = !_samples.IsOpen && (_next.IsFrame(ref line) || (_hasBareHeaders && _next.IsBlank));
        if (!PerfScriptHeader.TryParseTimeless(line, out PerfScriptHeader header))
        {
            bool hasFrame = PerfScriptHeader.TryParseLone(line, out header);
            if (!hasFrame && !isBare)
            {
                return false;
            }

            _hasBareHeaders |= !hasFrame;
            header = hasFrame ? header : PerfScriptHeader.ParseBare(line);
        }

        ReadOnlySpan<byte> text = line[..header.TaskLength];
        var task = PerfScriptTask.Parse(text, isPadded: !_next.IsFrameOrBlank);
        return Open(header, PerfScriptEvent.Parse(header.Rest), _samples.Tasks.Add(text, task, default));
    }

    private bool TryHold(ReadOnlySpan<byte> line) =>
        !(_samples.IsOpen && _samples.Stacks.FrameCount > 0) && _held.TryHold(line);

    private byte[] TakeFirstHalf(ReadOnlySpan<byte> secondHalf)
    {
        if (!_held.GoesOnWith(secondHalf))
        {
            ReleaseHeldLine();
        }

        return _held.Take();
    }

    private void ReleaseHeldLine()
    {
        if (!_held.IsEmpty)
        {
            _diagnostics.UnknownLine(_held.Take(), _lines.LineNumber - 1);
            _isInterrupted = true;
        }
    }

    private void ThrowIfNothingWasRead()
    {
        if (_samples.SampleCount == 0)
        {
            throw _samples.RecordCount == 0
                ? PerfScriptErrors.NoRecord(_input)
                : PerfScriptErrors.NoSample(_input, _options.Event, _samples.EventNames);
        }
    }
}
