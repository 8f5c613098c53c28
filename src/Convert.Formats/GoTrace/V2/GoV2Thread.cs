using System.Runtime.CompilerServices;
using Refold.Formats.Shared;

namespace Refold.Formats.GoTrace;

/// <summary>A thread of the traced program (M), and its events of the current generation.</summary>
/// <remarks>
/// An event is its type, the difference to the previous event's time in ticks, and up to four arguments, all varints:
/// <code>
/// 0d | f9 03 | 00 | 02             ProcStatus: 505 ticks after the begin of the batch, processor 0 is idle
/// 0a | 05    | 00 | 01             ProcStart: 5 ticks later, processor 0, sequence number 1
/// 10 | 16    | 15 | 01             GoStart: 22 ticks later, goroutine 21, sequence number 1
/// 16 | 8e 01 | 02 | 0f             GoSyscallBegin: 142 ticks later, sequence number 2, stack 15
/// 17 | d1 01                       GoSyscallEnd: 209 ticks later
/// </code>
/// </remarks>
internal sealed class GoV2Thread(ulong id, GoDiagnostics log) : GoEventQueue
{
    // A batch is not longer than its generation, which lasts a second unless the machine is suspended. A time
    // difference of more than an hour is therefore corrupt.
    private const ulong MaxDelta = 3_600_000_000_000;

    private readonly List<GoV2Batch> _batches = [];
    private GoV2Generation? _generation;
    private byte[] _bytes = [];
    private int _batch;
    private int _at;
    private int _end;

    /// <summary>
    /// The id that the operating system gave it; <see cref="GoTransition.NoThread"/> for events without a thread.
    /// </summary>
    public ulong Id { get; } = id;

    /// <summary>The goroutine that it runs; null if there is none.</summary>
    public Goroutine? Goroutine { get; set; }

    /// <summary>The processor that it has; null if there is none.</summary>
    public GoProcessor? Processor { get; set; }

    /// <summary>The type of the current event.</summary>
    public GoV2Event Type { get; private set; }

    /// <summary>The first argument of the current event.</summary>
    public ulong A { get; private set; }

    /// <summary>The second argument of the current event.</summary>
    public ulong B { get; private set; }

    /// <summary>The third argument of the current event.</summary>
    public ulong C { get; private set; }

    /// <summary>The fourth argument of the current event.</summary>
    public ulong D { get; private set; }

    /// <summary>The id of its processor; negative if it has none.</summary>
    public long ProcessorId => Processor is { } processor ? processor.Id : GoTransition.NoProcessor;

    /// <summary>Begins a generation, without any batches yet.</summary>
    public void Begin(GoV2Generation generation)
    {
        _generation = generation;
        _bytes = generation.Bytes;
        _batches.Clear();
        _batch = 0;
        _at = _end = 0;
    }

    /// <summary>Adds a batch of the generation.</summary>
    public void Add(in GoV2Batch batch) => _batches.Add(batch);

    /// <inheritdoc/>
    public override bool MoveNext()
    {
        while (_at < _end || TryNextBatch())
        {
            if (TryReadEvent())
            {
                return true;
            }

            log.Corrupt(_generation!.InputOffset + _at, "corrupt event, the rest of its batch is discarded");
            _at = _end;
        }

        return false;
    }

    private bool TryNextBatch()
    {
        while (_batch < _batches.Count)
        {
            GoV2Batch batch = _batches[_batch++];
            _at = batch.Offset;
            _end = batch.End;
            Time = _generation!.Nanoseconds(batch.Time);
            if (_at < _end)
            {
                return true;
            }
        }

        return false;
    }

    private bool TryReadEvent()
    {
        var cursor = new ByteCursor(_bytes.AsSpan(0, _end), _at);
        cursor.TryReadByte(out byte type);
        int count = GoV2Layout.CountArguments(type);
        if (count > GoV2Layout.MaxArguments || !cursor.TryReadVarint(out ulong ticks)
            || !TryReadArguments(ref cursor, count))
        {
            return false;
        }

        long delta = _generation!.Nanoseconds(ticks);
        if ((ulong)delta > MaxDelta)
        {
            return false;
        }

        Type = (GoV2Event)type;
        Time = unchecked(Time + delta);
        _at = cursor.Position;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryReadArguments(ref ByteCursor cursor, int count)
    {
        ulong a = 0, b = 0, c = 0, d = 0;
        bool isWhole = (count < 1 || cursor.TryReadVarint(out a))
            && (count < 2 || cursor.TryReadVarint(out b))
            && (count < 3 || cursor.TryReadVarint(out c))
            && (count < 4 || cursor.TryReadVarint(out d));
        (A, B, C, D) = (a, b, c, d);
        return isWhole;
    }
}
