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

    // A line that may be the first half of a comm with a line end in it.
    private byte[] _held = [];
    private byte[] _copy = [];
    private bool _framesHaveTabs;
    private bool _hasBareHeaders;

    public PerfScriptParser(ProfileInput input, ConversionContext context, PerfScriptOptions options)
    {
        _input = input;
        _context = context;
        _options = options;
        _lines = new Utf8LineReader(input, context.Limits);
        _diagnostics = new PerfScriptDiagnostics(context.Diagnostics, input.Name);
        _builder = new ProfileBuilder(context, new SampleType("samples", "count"))
        {
            SumsEqualSamples = (context.Wanted.Fidelity & (Fidelity.Times | Fidelity.Order)) == Fidelity.None,
        };
        _samples = new PerfScriptSamples(_builder, context.Wanted, options, _diagnostics);
    }

    /// <summary>Reads the whole input.</summary>
    public Profile Run()
    {
        long lookAt = 0;
        while (_lines.TryReadLine(out ReadOnlySpan<byte> line))
        {
            Take(KeepWhileLookingAhead(line));
            if (_lines.LineNumber >= lookAt)
            {
                _context.Cancellation.ThrowIfCancellationRequested();
                lookAt = _lines.LineNumber + LinesBetweenLooks;
            }
        }

        ReleaseHeldLine();
        _samples.Close();
        ThrowIfNothingWasRead();
        _samples.Finish();
        _builder.Info = _samples.InfoFor(_preamble);
        return _builder.Build();
    }

    private void Take(ReadOnlySpan<byte> line)
    {
        if (PerfScriptText.IsBlank(line))
        {
            ReleaseHeldLine();
            _samples.Close();
            TakeBlock();
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
        if (!PerfScriptHeader.TryParseFirst(line, out PerfScriptHeader header))
        {
            return false;
        }

        if (_held.Length == 0 && _samples.Tasks.TryGet(line[..header.TaskLength], out PerfScriptTasks.Known known))
        {
            return TryTakeSideRecord(header.Rest) || Open(header, known);
        }

        if (PerfScriptLines.IsSourceCode(line) || !PerfScriptHeader.TryParse(line, out header))
        {
            return false;
        }

        if (TryTakeSideRecord(header.Rest))
        {
            return true;
        }

        ReadOnlySpan<byte> text = line[..header.TaskLength];
        var task = PerfScriptTask.Parse(text, isPadded: !IsFrameOrBlankNext());
        if (!PerfScriptHeader.IsPlausible(task, header))
        {
            return false;
        }

        ReadOnlySpan<byte> firstHalf = TakeFirstHalf(task);
        return Open(header, _samples.Tasks.Add(text, task, firstHalf));
    }

    private bool Open(in PerfScriptHeader header, PerfScriptTasks.Known task)
    {
        if (PerfScriptLines.IsMetric(header.Rest))
        {
            _samples.Close();
            _diagnostics.DroppedColumn(PerfScriptText.Trim(header.Rest), _lines.LineNumber);
            return true;
        }

        _samples.Open(task, PerfScriptEvent.Parse(header.Rest), header.Time, _lines.LineNumber);
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
        if (!_samples.IsOpen)
        {
            _samples.Open(PerfScriptTasks.Known.None, default, null, _lines.LineNumber);
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
        if (PerfScriptLines.AreColumns(line))
        {
            _diagnostics.DroppedColumn(line, _lines.LineNumber);
            return;
        }

        bool isKnown = TryTakeContinuation(line) || _diagnostics.TryTakeMessage(line, _lines.LineNumber)
            || TryTakeSideRecord(line) || TryTakeTimelessHeader(line) || TryHold(line);
        if (!isKnown)
        {
            _diagnostics.UnknownLine(line, _lines.LineNumber);
        }
    }

    // Lines that belong to the record above them and begin with a blank; or, as simpleperf prints no tab, with an address
    // that leaves no room for one.
    private bool TryTakeContinuation(ReadOnlySpan<byte> line)
    {
        if (!_samples.IsOpen || (line[0] != ' ' && !PerfScriptColumns.StartsWithAddress(line)))
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

    private bool TryTakeTimelessHeader(ReadOnlySpan<byte> line)
    {
        if (_samples.IsOpen && _samples.Stacks.FrameCount > 0)
        {
            return false;
        }

        bool isBare = !_samples.IsOpen && (IsFrameNext(ref line) || (_hasBareHeaders && IsBlankNext()));
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
        var task = PerfScriptTask.Parse(text, isPadded: !IsFrameOrBlankNext());
        return Open(header, _samples.Tasks.Add(text, task, default));
    }

    // A comm may hold a line end; then its first half stands alone on the line before.
    private bool TryHold(ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> half = line.TrimStart((byte)' ');
        if (half.Length + 2 > PerfScriptTask.MaxCommLength || (_samples.IsOpen && _samples.Stacks.FrameCount > 0))
        {
            return false;
        }

        _held = half.ToArray();
        return true;
    }

    private byte[] TakeFirstHalf(in PerfScriptTask task)
    {
        if (task.Tid is null || _held.Length + 1 + task.Comm.Length > PerfScriptTask.MaxCommLength)
        {
            ReleaseHeldLine();
        }

        byte[] half = _held;
        _held = [];
        return half;
    }

    private void ReleaseHeldLine()
    {
        if (_held.Length > 0)
        {
            _diagnostics.UnknownLine(_held, _lines.LineNumber - 1);
            _held = [];
        }
    }

    // Reading on moves what is in memory, so the line is kept elsewhere if the next one has not been read yet.
    private ReadOnlySpan<byte> KeepWhileLookingAhead(ReadOnlySpan<byte> line)
    {
        if (!_lines.Window.IsEmpty)
        {
            return line;
        }

        _copy = line.ToArray();
        _lines.Fill();
        return _copy;
    }

    // Any text may stand above a tab; above a tab and an address it is the header of a sample. As much of the next line is
    // read as tells, for which the line itself may have to move.
    private bool IsFrameNext(ref ReadOnlySpan<byte> line)
    {
        const int EnoughForAddress = 64;
        if (!IsNext('\t'))
        {
            return false;
        }

        _copy = line.ToArray();
        line = _copy;
        while (_lines.Window.Length < EnoughForAddress && !_lines.Window.Contains((byte)'\n') && _lines.Fill())
        {
        }

        ReadOnlySpan<byte> next = PerfScriptText.TrimStart(_lines.Window);
        int end = next.IndexOfAny(" \t\r\n"u8);
        return PerfScriptText.TryHex(end < 0 ? next : next[..end], out _);
    }

    private bool IsNext(char first) => !_lines.Window.IsEmpty && _lines.Window[0] == first;

    private bool IsBlankNext() => IsNext('\n') || IsNext('\r');

    private bool IsFrameOrBlankNext() => IsNext('\t') || IsBlankNext();

    private void ThrowIfNothingWasRead()
    {
        if (_samples.RecordCount == 0)
        {
            ReadOnlySpan<byte> head = _input.Head;
            int end = head.IndexOf((byte)'\n');
            string found = head.IsEmpty ? "nothing" : Found.Quote(end < 0 ? head : head[..end]);
            throw new ProfileFormatException(
                new InputPosition(_input.Name, Line: 1),
                $"expected a record of perf script ('comm 123 4.567890: event:' and frames), found {found}");
        }

        if (_samples.SampleCount == 0)
        {
            throw new ProfileFormatException(
                new InputPosition(_input.Name),
                $"expected records of event {Found.Quote(_options.Event)}, found only {_samples.EventNames}");
        }
    }
}
