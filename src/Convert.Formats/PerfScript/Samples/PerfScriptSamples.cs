using System.Buffers;
using System.Buffers.Text;

namespace Refold.Formats.PerfScript;

/// <summary>The record being read, and the samples that those before it have become.</summary>
internal sealed class PerfScriptSamples
{
    private readonly ProfileBuilder _builder;
    private readonly PerfScriptOptions _options;
    private readonly PerfScriptDiagnostics _diagnostics;
    private readonly PerfScriptLabels _labels;
    private readonly PerfScriptEvents _events;
    private readonly PerfScriptTimes _times;
    private readonly ArrayBufferWriter<byte> _columns = new();

    private long[] _values = [1];
    private PerfScriptTasks.Known _task = PerfScriptTasks.Known.None;
    private PerfScriptCounter? _counter;
    private StackId? _stack;
    private long _value;
    private long? _time;
    private long _line;
    private StringId _sourceFile;
    private long _sourceLine;

    public PerfScriptSamples(
        ProfileBuilder builder, ReadRequest wanted, PerfScriptOptions options, PerfScriptDiagnostics diagnostics)
    {
        _builder = builder;
        _options = options;
        _diagnostics = diagnostics;
        _labels = new PerfScriptLabels(builder, wanted);
        _events = new PerfScriptEvents(builder, options.Event);
        _times = new PerfScriptTimes(options.HasDeltaTimes, diagnostics);
        Maps = new PerfScriptMaps(builder);
        Stacks = new PerfScriptStacks(builder, Maps);
        Tasks = new PerfScriptTasks(builder, _labels);
    }

    /// <summary>The tasks met so far.</summary>
    public PerfScriptTasks Tasks { get; }

    /// <summary>What is mapped where.</summary>
    public PerfScriptMaps Maps { get; }

    /// <summary>The frames of the record, as far as they are read line by line.</summary>
    public PerfScriptStacks Stacks { get; }

    /// <summary>True between the first line of a record and its end.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>True if the record is of an event that nobody wants.</summary>
    public bool IsSkipped { get; private set; }

    /// <summary>How many records there were, those of unwanted events too.</summary>
    public long RecordCount { get; private set; }

    /// <summary>How many of them have become samples.</summary>
    public long SampleCount { get; private set; }

    /// <summary>The process of the record, as far as known.</summary>
    public long Process => _task.Pid ?? Maps.ProcessOf(_task.Tid ?? 0);

    /// <summary>Ends the record before, if any, and begins one.</summary>
    public void Open(PerfScriptTasks.Known task, in PerfScriptEvent text, long? time, long line)
    {
        Close();
        IsOpen = true;
        _task = task;
        _line = line;
        _counter = _events.Find(text);
        IsSkipped = _counter is null ? _options.Event.Length > 0 : _counter.Column < 0;
        _time = time is { } printed ? _times.Take(printed, IsSkipped, line) : null;
        _value = TakePeriod(text.Period);
        _columns.Write(text.Columns);
        if (task.HasTimeOfDay)
        {
            _diagnostics.DroppedColumn("time of day"u8, line);
        }
    }

    /// <summary>Gives the record its stack, after which it ends.</summary>
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
            LabelSetId labels = _columns.WrittenCount > 0 ? TakeColumns() : _task.Set;
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
    public void Drop()
    {
        Stacks.Clear();
        _columns.ResetWrittenCount();
        _stack = null;
        IsOpen = IsSkipped = false;
    }

    /// <summary>Whether the record has a frame, or columns that may hold one.</summary>
    public bool HasFrame => Stacks.FrameCount > 0 || !PerfScriptText.IsBlank(_columns.WrittenSpan);

    /// <summary>Whether an event is one of those met so far, or none is printed.</summary>
    public bool HasEvent(in PerfScriptEvent text) => text.Name.IsEmpty || _events.Has(text.Name);

    /// <summary>Says where in the source the frame is that was read last; false if there is none.</summary>
    public bool TryAddSource(in PerfScriptSourceLine source)
    {
        StringId file = _builder.AddString(source.File);
        if (Stacks.FrameCount > 0)
        {
            Stacks.AddSource(file, source.Number, source.IsInlined);
        }

        // The only frame of a record without call chain is understood at the record's end.
        _sourceFile = file;
        _sourceLine = source.Number;
        return IsSkipped || Stacks.FrameCount > 0 || _columns.WrittenCount > 0;
    }

    /// <summary>What the records tell of the whole.</summary>
    public ProfileInfo InfoFor(PerfScriptPreamble preamble)
    {
        PerfScriptCounter? first = _events.All.FirstOrDefault(c => c.Column >= 0);
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

    /// <summary>Says what can be said only when all records are known.</summary>
    public void Finish()
    {
        Stacks.AddFlags();
        foreach (PerfScriptCounter counter in _events.All)
        {
            if (counter is { WithPeriod: > 0, WithoutPeriod: > 0, Column: >= 0 })
            {
                _diagnostics.NoPeriod(counter.Type.Name, counter.FirstLineWithoutPeriod, counter.WithoutPeriod);
            }
        }
    }

    /// <summary>The names of all events that were met.</summary>
    public string EventNames => string.Join(", ", _events.All.Select(c => c.Type.Name));

    private long TakePeriod(ReadOnlySpan<byte> digits)
    {
        if (digits.IsEmpty)
        {
            _counter?.CountWithoutPeriod(_line);
            return 1;
        }

        if (!Utf8Parser.TryParse(digits, out long period, out _))
        {
            period = long.MaxValue;
            _diagnostics.TooLarge(digits, _line);
        }

        _counter?.Count(period);
        return period;
    }

    private LabelSetId TakeColumns()
    {
        bool isTracepoint = _counter?.IsTracepoint ?? false;
        bool hasFrames = _stack is not null || Stacks.FrameCount > 0;
        var columns = PerfScriptColumns.Parse(_columns.WrittenSpan, hasFrames, isTracepoint);
        if (PerfScriptFrame.TryParse(columns.Frame, out PerfScriptFrame frame))
        {
            Stacks.Add(frame, Process);
            Stacks.AddSource(_sourceFile, _sourceLine);
        }

        if (!isTracepoint && !columns.Others.IsEmpty
            && PerfScriptLabels.KeyOf(columns.Others) == PerfScriptLabels.Trace)
        {
            _diagnostics.UnknownColumn(columns.Others, _line);
        }

        if (!columns.Trailing.IsEmpty)
        {
            _diagnostics.DroppedColumn(columns.Trailing, _line);
        }

        return _labels.Of(_task, columns, isTracepoint);
    }

    private void AddSample(StackId stack, LabelSetId labels)
    {
        if (_values.Length != _builder.SampleTypes.Count)
        {
            Array.Resize(ref _values, _builder.SampleTypes.Count);
        }

        if (_counter is { } counter)
        {
            _values[counter.Column] = _value;
        }

        _builder.AddSample(stack, _values, labels, _time);
        if (_counter is { } counted)
        {
            _values[counted.Column] = 0;
        }
    }
}
