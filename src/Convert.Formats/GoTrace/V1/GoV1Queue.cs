namespace Refold.Formats.GoTrace;

/// <summary>The events of one processor, in the order of the file; the next one is known, too.</summary>
internal sealed class GoV1Queue(long processor, byte[] bytes, GoV1Layout layout) : GoCursor
{
    private readonly List<GoV1Batch> _batches = [];
    private GoV1Record _current;
    private GoV1Record _next;
    private long _nextTicks;
    private long _nextSequence;
    private bool _hasBegun;
    private bool _hasNext;
    private int _batch;
    private int _at;
    private int _end;
    private ulong _running;

    /// <summary>The number of the processor; negative for events of none.</summary>
    public long Processor { get; } = processor;

    /// <summary>The event.</summary>
    public ref readonly GoV1Record Event => ref _current;

    /// <summary>When it happened, in ticks.</summary>
    public long Ticks { get; private set; }

    /// <summary>The goroutine that does it; 0 if none does.</summary>
    public ulong Goroutine { get; private set; }

    /// <summary>The goroutine that runs on the processor, while its events happen; null if none does.</summary>
    public Goroutine? Current { get; set; }

    /// <summary>What the next event is.</summary>
    public GoV1Event NextType => _hasNext ? _next.Type : GoV1Event.None;

    /// <summary>Adds events.</summary>
    public void Add(in GoV1Batch batch) => _batches.Add(batch);

    /// <inheritdoc/>
    public override bool MoveNext()
    {
        if (!_hasBegun)
        {
            _hasBegun = true;
            _hasNext = TryRead();
        }

        if (!_hasNext)
        {
            return false;
        }

        _current = _next;
        Ticks = _nextTicks;
        Time = layout.HasSequences ? _nextSequence : _nextTicks;
        Goroutine = GoroutineOf(_current);
        _hasNext = TryRead();
        return true;
    }

    // The events of a processor are those of the goroutine that was started on it last, until that stops.
    private ulong GoroutineOf(in GoV1Record record)
    {
        ulong goroutine = _running;
        switch (record.Type)
        {
            case GoV1Event.GoStart or GoV1Event.GoStartLocal or GoV1Event.GoStartLabel:
                goroutine = _running = record.A;
                break;
            case GoV1Event.GoEnd or GoV1Event.GoStop or GoV1Event.GoSched or GoV1Event.GoPreempt or GoV1Event.GoSleep
                or GoV1Event.GoBlock or GoV1Event.GoSysBlock or GoV1Event.GoBlockGc
                or (>= GoV1Event.GoBlockSend and <= GoV1Event.GoBlockNet):
                _running = 0;
                break;
            case GoV1Event.GoSysExit or GoV1Event.GoSysExitLocal or GoV1Event.GoWaiting or GoV1Event.GoInSyscall:
                goroutine = record.A;
                break;
            default:
                break;
        }

        return goroutine;
    }

    private bool TryRead()
    {
        while (_at < _end || TryNextBatch())
        {
            if (!_next.TryRead(bytes.AsSpan(0, _end), ref _at, layout))
            {
                _at = _end;
                continue;
            }

            if (_next.Type is GoV1Event.Frequency or GoV1Event.Stack or GoV1Event.String or GoV1Event.TimerGoroutine)
            {
                continue;
            }

            _nextTicks = unchecked(_nextTicks + (long)_next.TickDelta);
            _nextSequence = unchecked(_nextSequence + (long)_next.SequenceDelta);
            bool isElsewhere = _next.Type == GoV1Event.CpuSample
                || (_next.Type == GoV1Event.GoSysExit && layout.HasSequences);
            if (!isElsewhere)
            {
                return true;
            }
        }

        return false;
    }

    private bool TryNextBatch()
    {
        if (_batch == _batches.Count)
        {
            return false;
        }

        GoV1Batch batch = _batches[_batch++];
        (_at, _end, _nextTicks, _nextSequence) = (batch.Start, batch.End, batch.Ticks, batch.Sequence);
        return true;
    }
}
