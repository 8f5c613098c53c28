namespace Refold.Formats.GoTrace;

/// <summary>
/// A trace up to Go 1.21, wholly in memory, since its stacks and the frequency of its clock come last. The first pass
/// notes these and where each processor's events lie; the second one is <see cref="GoV1Order"/>.
/// </summary>
internal sealed class GoV1File(GoChannels profiles, GoV1Layout layout, byte[] bytes, int length)
{
    // How many events in a row must make sense for a place to be taken for the begin of a batch.
    private const int ProofLength = 32;

    private readonly Dictionary<long, GoV1Queue> _queues = [];
    private GoV1Queue? _queue;
    private int _batchStart;
    private long _batchTicks;
    private long _batchSequence;
    private long _ticks;

    // True once the time of the first event of a batch is known; the others are not earlier.
    private bool _hasTime;

    /// <summary>The events of each processor.</summary>
    public IEnumerable<GoV1Queue> Queues => _queues.Values;

    /// <summary>The CPU samples, with ticks for times.</summary>
    public List<GoCpuSample> CpuSamples { get; } = [];

    /// <summary>The ends of system calls that were written late.</summary>
    public List<GoV1LateExit> LateExits { get; } = [];

    /// <summary>The earliest time, in ticks.</summary>
    public long StartTicks { get; private set; } = long.MaxValue;

    /// <summary>How many nanoseconds a tick lasts; 0 if the file does not tell.</summary>
    public double NanosecondsPerTick { get; private set; }

    /// <summary>Nanoseconds since the earliest time.</summary>
    public long Nanoseconds(long ticks) => (long)((double)unchecked(ticks - StartTicks) * NanosecondsPerTick);

    /// <summary>The first pass.</summary>
    public void Scan(CancellationToken cancellation)
    {
        profiles.Stacks.Clear(bytes);
        var record = default(GoV1Record);
        int at = GoTraceHeader.Length;
        _batchStart = at;
        for (int count = 1; at < length; count++)
        {
            int start = at;
            ReadOnlySpan<byte> all = bytes.AsSpan(0, length);
            if (_hasTime && GoV1Record.TrySkip(all, ref at, layout))
            {
                continue;
            }

            if (record.TryRead(all, ref at, layout))
            {
                Take(record, start, at);
            }
            else
            {
                EndBatch(start);
                at = FindBatch(start);
                _batchStart = at;
            }

            if ((count & 0xFFFF) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }
        }

        EndBatch(length);
    }

    private void Take(in GoV1Record record, int start, int end)
    {
        switch (record.Type)
        {
            case GoV1Event.Batch:
                EndBatch(start);
                BeginBatch(record, end);
                break;
            case GoV1Event.Frequency:
                NanosecondsPerTick = record.A == 0 || (long)record.A < 0 ? 0 : 1e9 / record.A;
                break;
            case GoV1Event.Stack:
                profiles.Stacks.Add(record.A, record.ContentOffset, (int)record.B);
                break;
            case GoV1Event.String:
                profiles.Names.Add(record.A, bytes.AsSpan(record.ContentOffset, (int)record.B));
                break;
            case GoV1Event.TimerGoroutine:
                break;
            default:
                TakeTimed(record);
                break;
        }
    }

    private void TakeTimed(in GoV1Record record)
    {
        _ticks = unchecked(_ticks + (long)record.TickDelta);
        long ticks = _ticks;
        if (record.Type == GoV1Event.CpuSample)
        {
            ticks = (long)record.A;
            CpuSamples.Add(new GoCpuSample(ticks, GoTransition.NoThread, (long)record.B, record.C, record.Stack));
        }
        else if (record.Type == GoV1Event.GoSysExit && (record.C != 0 || layout.HasSequences))
        {
            ticks = record.C == 0 ? ticks : (long)record.C;
            LateExits.Add(new GoV1LateExit(layout.HasSequences ? (long)record.B : ticks, ticks, record.A));
        }
        else if (record.Type == GoV1Event.GoSysExitLocal && record.B != 0)
        {
            LateExits.Add(new GoV1LateExit((long)record.B, (long)record.B, record.A));
        }

        StartTicks = Math.Min(StartTicks, ticks);
        _hasTime = true;
    }

    private void BeginBatch(in GoV1Record record, int start)
    {
        long processor = (long)record.A;
        if (!_queues.TryGetValue(processor, out _queue))
        {
            _queue = new GoV1Queue(processor, bytes, layout);
            _queues.Add(processor, _queue);
        }

        _batchStart = start;
        (_batchSequence, _batchTicks) = layout.HasSequences ? ((long)record.B, (long)record.C) : (0, (long)record.B);
        _ticks = _batchTicks;
        _hasTime = false;
    }

    private void EndBatch(int end)
    {
        if (_queue is not null && end > _batchStart)
        {
            _queue.Add(new GoV1Batch(_batchStart, end, _batchTicks, _batchSequence));
        }

        _queue = null;
    }

    // What follows damage is read from the next place on where a batch may begin. A file that ends inside an event has
    // lost its stacks, which would have come last.
    private int FindBatch(int start)
    {
        for (int at = start + 1; at < length; at++)
        {
            if ((bytes[at] & 0x3F) == (int)GoV1Event.Batch && MakesSense(at))
            {
                profiles.Log.Damaged(start, $"expected an event, found none; read on at 0x{at:x}");
                return at;
            }
        }

        profiles.Log.Truncated(
            start,
            "the trace ends early, or is damaged from here on: its stacks and its clock, which come last, are lost");
        return length;
    }

    private bool MakesSense(int at)
    {
        var record = default(GoV1Record);
        for (int i = 0; i < ProofLength && at < length; i++)
        {
            if (!record.TryRead(bytes.AsSpan(0, length), ref at, layout))
            {
                return false;
            }
        }

        return true;
    }
}
