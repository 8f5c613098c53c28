using System.Buffers;
using System.Buffers.Text;

namespace Refold.Formats.PerfScript;

/// <summary>Collects the record that is being read, and adds it to the profile as a sample when it ends.</summary>
internal sealed class PerfScriptSamples
{
    private readonly ProfileBuilder _builder;
    private readonly PerfScriptOptions _options;
    private readonly PerfScriptDiagnostics _diagnostics;
    private readonly PerfScriptLabels _labels;
    private readonly PerfScriptEventTable _events;
    private readonly PerfScriptTimes _times;
    private readonly ArrayBufferWriter<byte> _columns = new();

    private long[] _values = [1];
    private PerfScriptTaskTable.Entry _task = PerfScriptTaskTable.Entry.None;
    private PerfScriptEventType? _event;
    private StackId? _stack;
    private long _value;
    private long? _time;
    private long _line;
    private StringId _sourceFile;
    private long _sourceLine;

    public PerfScriptSamples(
        ProfileBuilder builder, ReadRequest request, PerfScriptOptions options, PerfScriptDiagnostics diagnostics)
    {
        _builder = builder;
        _options = options;
        _diagnostics = diagnostics;
        _labels = new PerfScriptLabels(builder, request);
        _events = new PerfScriptEventTable(builder, options.Event);
        _times = new PerfScriptTimes(options.HasDeltaTimes, diagnostics);
        Mappings = new PerfScriptMappings(builder);
        Stacks = new PerfScriptStacks(builder, Mappings);
        Tasks = new PerfScriptTaskTable(builder, _labels);
    }

    /// <summary>The tasks of the records so far.</summary>
    public PerfScriptTaskTable Tasks { get; }

    /// <summary>The mapped files of each process.</summary>
    public PerfScriptMappings Mappings { get; }

    /// <summary>The stacks so far, and the frames of the record that are read line by line.</summary>
    public PerfScriptStacks Stacks { get; }

    /// <summary>Whether a record has begun and not yet ended.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Whether the event of the record is not requested.</summary>
    public bool IsSkipped { get; private set; }

    /// <summary>The count of ended records, including those whose event is not requested.</summary>
    public long RecordCount { get; private set; }

    /// <summary>The count of records that have become samples.</summary>
    public long SampleCount { get; private set; }

    /// <summary>The process id of the record; the thread id if the process is unknown.</summary>
    public long Process => _task.Pid ?? Mappings.ProcessOf(_task.Tid ?? 0);

    /// <summary>Ends the previous record, if it is open, and begins the next.</summary>
    public void Open(PerfScriptTaskTable.Entry task, in PerfScriptEvent text, long? time, long line)
    {
        Close();
        IsOpen = true;
        _task = task;
        _line = line;
        _event = _events.GetOrAdd(text);
        IsSkipped = _event is null ? _options.Event.Length > 0 : _event.Column < 0;
        _time = time is { } printed ? _times.Add(printed, IsSkipped, line) : null;
        _value = CountPeriod(text.Period);
        _columns.Write(text.Columns);
        if (task.HasTimeOfDay)
        {
            _diagnostics.DroppedColumn("time of day"u8, line);
        }
    }

    /// <summary>Sets the stack of the record and ends it.</summary>
    public void Close(StackId stack)
    {
        _stack = stack;
        Close();
    }

    /// <summary>Ends the record; does nothing if none is open.</summary>
    public void Close()
    {
        if (!IsOpen)
        {
            return;
        }

        RecordCount++;
        if (!IsSkipped)
        {
            SampleCount++;
            LabelSetId labels = _columns.WrittenCount > 0 ? AddColumns() : _task.Set;
            AddSample(_stack ?? Stacks.Take(), labels);
        }

        Stacks.Clear();
        _columns.ResetWrittenCount();
        _stack = null;
        _sourceFile = default;
        _sourceLine = 0;
        IsOpen = IsSkipped = false;
    }

    /// <summary>Ends the record without a sample; does nothing if none is open.</summary>
    public void Discard()
    {
        Stacks.Clear();
        _columns.ResetWrittenCount();
        _stack = null;
        IsOpen = IsSkipped = false;
    }

    /// <summary>Whether the record has a frame, or columns that may contain one.</summary>
    public bool HasFrame => Stacks.FrameCount > 0 || !PerfScriptText.IsBlank(_columns.WrittenSpan);

    /// <summary>Whether an earlier record has this event, or no event is printed.</summary>
    public bool HasEvent(in PerfScriptEvent text) => text.Name.IsEmpty || _events.Has(text.Name);

    /// <summary>Sets the source line of the previous frame; false if there is none.</summary>
    public bool TryAddSource(in PerfScriptSourceLine source)
    {
        StringId file = _builder.AddString(source.File);
        if (Stacks.FrameCount > 0)
        {
            Stacks.AddSource(file, source.Number, source.IsInlined);
        }

        // The only frame of a record without call chain is parsed when the record ends.
        _sourceFile = file;
        _sourceLine = source.Number;
        return IsSkipped || Stacks.FrameCount > 0 || _columns.WrittenCount > 0;
    }

    /// <summary>Creates the description of the profile from the preamble and all records.</summary>
    public ProfileInfo CreateInfo(PerfScriptPreamble preamble)
    {
        PerfScriptEventType? first = _events.All.FirstOrDefault(e => e.Column >= 0);
        long period = first is null ? 0
            : first.ConstantPeriod != 0 ? first.ConstantPeriod : preamble.PeriodOf(first.Type.Name);
        return new ProfileInfo
        {
            Comments = preamble.Comments,
            DefaultSampleType = first?.Type.Name ?? "",
            DurationNanoseconds = _times.Duration,
            PeriodType = period != 0 ? first?.Type : null,
            Period = period,
        };
    }

    /// <summary>Adds and reports facts that depend on all records.</summary>
    public void Finish()
    {
        Stacks.AddFlags();
        foreach (PerfScriptEventType type in _events.All)
        {
            if (type is { WithPeriod: > 0, WithoutPeriod: > 0, Column: >= 0 })
            {
                _diagnostics.NoPeriod(type.Type.Name, type.FirstLineWithoutPeriod, type.WithoutPeriod);
            }
        }
    }

    /// <summary>The names of all events, requested or not.</summary>
    public string EventNames => string.Join(", ", _events.All.Select(e => e.Type.Name));

    // The value of a record: its period, or 1 if it has none.
    private long CountPeriod(ReadOnlySpan<byte> digits)
    {
        if (digits.IsEmpty)
        {
            _event?.CountWithoutPeriod(_line);
            return 1;
        }

        if (!Utf8Parser.TryParse(digits, out long period, out _))
        {
            period = long.MaxValue;
            _diagnostics.TooLarge(digits, _line);
        }

        _event?.Count(period);
        return period;
    }

    private LabelSetId AddColumns()
    {
        bool isTracepoint = _event?.IsTracepoint ?? false;
        bool hasFrames = _stack is not null || Stacks.FrameCount > 0;
        var columns = PerfScriptColumns.Parse(_columns.WrittenSpan, hasFrames, isTracepoint);
        if (PerfScriptFrame.TryParse(columns.Frame, out PerfScriptFrame frame))
        {
            Stacks.Add(frame, Process);
            Stacks.AddSource(_sourceFile, _sourceLine);
        }

        if (!isTracepoint && !columns.Leading.IsEmpty
            && PerfScriptLabels.KeyOf(columns.Leading) == PerfScriptLabels.Trace)
        {
            _diagnostics.UnknownColumn(columns.Leading, _line);
        }

        if (!columns.Trailing.IsEmpty)
        {
            _diagnostics.DroppedColumn(columns.Trailing, _line);
        }

        return _labels.Add(_task, columns, isTracepoint);
    }

    private void AddSample(StackId stack, LabelSetId labels)
    {
        if (_values.Length != _builder.SampleTypes.Count)
        {
            Array.Resize(ref _values, _builder.SampleTypes.Count);
        }

        if (_event is { } type)
        {
            _values[type.Column] = _value;
        }

        _builder.AddSample(stack, _values, labels, _time);
        if (_event is { } added)
        {
            _values[added.Column] = 0;
        }
    }
}
