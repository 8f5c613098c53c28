using Refold.Formats.Shared;

namespace Refold.Formats.GoTrace;

/// <summary>The events of one processor, in the order of the file, with one event of look-ahead.</summary>
internal sealed class GoV1Queue(long processor, byte[] bytes, GoV1Layout layout) : GoEventQueue
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

    /// <summary>The id of the processor; negative for events without a processor.</summary>
    public long Processor { get; } = processor;

    /// <summary>The current event.</summary>
    public ref readonly GoV1Record Event => ref _current;

    /// <summary>The time of the current event, in ticks.</summary>
    public long Ticks { get; private set; }

    /// <summary>The id of the goroutine that the current event belongs to; 0 if there is none.</summary>
    public ulong GoroutineId { get; private set; }

    /// <summary>
    /// The goroutine that runs on the processor after the events applied so far; null if there is none.
    /// </summary>
    public Goroutine? Current { get; set; }

    /// <summary>The type of the next event.</summary>
    public GoV1Event NextType => _hasNext ? _next.Type : GoV1Event.None;

    /// <summary>Adds a batch.</summary>
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
        GoroutineId = UpdateGoroutine(_current);
        _hasNext = TryRead();
        return true;
    }

    // Most events do not name their goroutine: it is the last one started on the processor, until it stops.
    private ulong UpdateGoroutine(in GoV1Record record)
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
            var cursor = new ByteCursor(bytes.AsSpan(0, _end), _at);
            bool isRead = _next.TryRead(ref cursor, layout);
            _at = isRead ? cursor.Position : _end;
            if (!isRead)
            {
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

/// <summary>Consecutive events of one processor in the file.</summary>
/// <param name="Start">The offset of the first event.</param>
/// <param name="End">The offset after the last event.</param>
/// <param name="Ticks">The time that the first event's delta is added to.</param>
/// <param name="Sequence">The sequence number that the first event's delta is added to (Go 1.5 and 1.6).</param>
internal readonly record struct GoV1Batch(int Start, int End, long Ticks, long Sequence);
