using Refold.Formats.Shared;

namespace Refold.Formats.GoTrace;

/// <summary>A trace of Go 1.5 to 1.21, wholly in memory, and its first pass.</summary>
/// <remarks>
/// The stacks and the frequency of the clock come last, so that the file is read twice. The first pass collects tables,
/// CPU samples and the batches of each processor; <see cref="GoV1Order"/> is the second one.
/// <code>
/// "go 1.21 trace" | Batch P0 | events | Batch P1 | events | Batch P0 | events | … | Frequency | Stack | Stack | …
///                    strings come between events, before their first use, and between stacks
/// </code>
/// </remarks>
internal sealed class GoV1File(GoReadSession session, GoV1Layout layout, byte[] bytes, int length)
{
    // The number of consecutive valid events that make an offset after corrupt bytes the begin of a batch.
    private const int VerifiedEvents = 32;

    private readonly Dictionary<long, GoV1Queue> _queues = [];
    private GoV1Queue? _queue;
    private int _batchStart;
    private long _batchTicks;
    private long _batchSequence;
    private long _ticks;

    // Whether an event of the batch has been read. The times of a batch only grow, so that the first one is enough to
    // find the start of the trace, and the others can be skipped.
    private bool _hasTime;

    /// <summary>The events of each processor.</summary>
    public IEnumerable<GoV1Queue> Queues => _queues.Values;

    /// <summary>The CPU samples, with times in ticks.</summary>
    public List<GoCpuSample> CpuSamples { get; } = [];

    /// <summary>The ends of system calls that were recorded later than they happened.</summary>
    public List<GoV1LateSyscallExit> LateExits { get; } = [];

    /// <summary>The earliest time, in ticks.</summary>
    public long StartTicks { get; private set; } = long.MaxValue;

    /// <summary>The length of a tick in nanoseconds; 0 if the file does not contain it.</summary>
    public double NanosecondsPerTick { get; private set; }

    /// <summary>Converts ticks to nanoseconds since the earliest time.</summary>
    public long Nanoseconds(long ticks) => (long)((double)unchecked(ticks - StartTicks) * NanosecondsPerTick);

    /// <summary>Runs the first pass.</summary>
    public void Scan(ConversionContext context)
    {
        session.Stacks.Clear(bytes);
        var record = default(GoV1Record);
        int at = GoTraceHeader.Length;
        _batchStart = at;
        for (int count = 1; at < length; count++)
        {
            context.CheckCancelled(count);
            int start = at;
            ReadOnlySpan<byte> all = bytes.AsSpan(0, length);
            if (_hasTime && GoV1Record.TrySkip(all, ref at, layout))
            {
                continue;
            }

            var cursor = new ByteCursor(all, at);
            if (record.TryRead(ref cursor, layout))
            {
                at = cursor.Position;
                AddRecord(record, start, at);
            }
            else
            {
                EndBatch(start);
                at = FindBatch(start);
                _batchStart = at;
            }
        }

        EndBatch(length);
    }

    private void AddRecord(in GoV1Record record, int start, int end)
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
                session.Stacks.Add(record.A, record.ContentOffset, (int)record.B);
                break;
            case GoV1Event.String:
                session.Names.Add(record.A, bytes.AsSpan(record.ContentOffset, (int)record.B));
                break;
            case GoV1Event.TimerGoroutine:
                break;
            default:
                AddTimedRecord(record);
                break;
        }
    }

    private void AddTimedRecord(in GoV1Record record)
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
            LateExits.Add(new GoV1LateSyscallExit(layout.HasSequences ? (long)record.B : ticks, ticks, record.A));
        }
        else if (record.Type == GoV1Event.GoSysExitLocal && record.B != 0)
        {
            LateExits.Add(new GoV1LateSyscallExit((long)record.B, (long)record.B, record.A));
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

    // Reading continues at the next plausible batch after corrupt bytes. If there is none, the file probably ends
    // inside an event, and its stacks, which come last, are lost.
    private int FindBatch(int start)
    {
        for (int at = start + 1; at < length; at++)
        {
            if ((bytes[at] & 0x3F) == (int)GoV1Event.Batch && IsEventSequence(at))
            {
                session.Log.Corrupt(
                    start, $"expected an event, found byte 0x{bytes[start]:x2}; skipped to the batch at 0x{at:x}");
                return at;
            }
        }

        session.Log.Truncated(
            start,
            NanosecondsPerTick == 0
                ? "the trace ends early, or is corrupt from here on: its clock and stacks, which come last, are lost"
                : "the trace ends early, or is corrupt from here on: its last stacks are lost");
        return length;
    }

    // The bytes of a truncated event may look like a batch of few events. A batch at the end of the file is a late one,
    // and ticks are large numbers, so these show whether it is one.
    private bool IsEventSequence(int at)
    {
        var record = default(GoV1Record);
        bool isLate = StartTicks == long.MaxValue;
        var cursor = new ByteCursor(bytes.AsSpan(0, length), at);
        for (int i = 0; i < VerifiedEvents && !cursor.IsAtEnd; i++)
        {
            if (!record.TryRead(ref cursor, layout))
            {
                return false;
            }

            isLate |= i == 0 && (long)(layout.HasSequences ? record.C : record.B) >= StartTicks;
        }

        return !cursor.IsAtEnd || isLate;
    }
}

/// <summary>The end of a system call that the runtime recorded later than it happened.</summary>
/// <param name="Order">The position among the events: ticks, or a sequence number (Go 1.5 and 1.6).</param>
/// <param name="Ticks">The time at which the system call ended.</param>
/// <param name="Goroutine">The goroutine that made the system call.</param>
internal readonly record struct GoV1LateSyscallExit(long Order, long Ticks, ulong Goroutine);
