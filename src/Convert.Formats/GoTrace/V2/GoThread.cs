using System.Runtime.CompilerServices;
using Refold.Formats.Shared;

namespace Refold.Formats.GoTrace;

/// <summary>
/// A thread of the traced program (M): what it runs, and its events of the current generation, one at a time.
/// </summary>
internal sealed class GoThread(ulong id, GoDiagnostics log) : GoCursor
{
    // A batch lasts as long as its generation, which is a second unless the machine stands still. What claims to last
    // longer than an hour is damaged.
    private const ulong MaxDelta = 3_600_000_000_000;

    private readonly List<GoBatch> _batches = [];
    private GoGeneration? _generation;
    private byte[] _bytes = [];
    private int _batch;
    private int _at;
    private int _end;

    /// <summary>
    /// Its number, as the operating system counts; <see cref="GoTransition.NoThread"/> for events of no thread.
    /// </summary>
    public ulong Id { get; } = id;

    /// <summary>The goroutine that it runs; null if none.</summary>
    public Goroutine? Goroutine { get; set; }

    /// <summary>The processor that it has; null if none.</summary>
    public GoProcessor? Processor { get; set; }

    /// <summary>What the current event is.</summary>
    public GoV2Event Type { get; private set; }

    /// <summary>The first argument of the current event.</summary>
    public ulong A { get; private set; }

    /// <summary>The second argument.</summary>
    public ulong B { get; private set; }

    /// <summary>The third argument.</summary>
    public ulong C { get; private set; }

    /// <summary>The fourth argument.</summary>
    public ulong D { get; private set; }

    /// <summary>The number of its processor; negative if it has none.</summary>
    public long ProcessorId => Processor is { } processor ? processor.Id : GoTransition.NoProcessor;

    /// <summary>Begins a generation, which has no batch for it yet.</summary>
    public void Begin(GoGeneration generation)
    {
        _generation = generation;
        _bytes = generation.Bytes;
        _batches.Clear();
        _batch = 0;
        _at = _end = 0;
    }

    /// <summary>Adds a batch, the first of which makes <see cref="MoveNext"/> possible.</summary>
    public void Add(in GoBatch batch) => _batches.Add(batch);

    /// <inheritdoc/>
    public override bool MoveNext()
    {
        while (_at < _end || TryNextBatch())
        {
            if (TryReadEvent())
            {
                return true;
            }

            log.Damaged(_generation!.InputOffset + _at, "damaged event, the rest of its batch is left out");
            _at = _end;
        }

        return false;
    }

    private bool TryNextBatch()
    {
        while (_batch < _batches.Count)
        {
            GoBatch batch = _batches[_batch++];
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
        ReadOnlySpan<byte> bytes = _bytes.AsSpan(0, _end);
        int at = _at;
        byte type = bytes[at++];
        int count = GoV2Layout.ArgumentsOf(type);
        if (count > GoV2Layout.MaxArguments || !Varint.TryRead(bytes, ref at, out ulong ticks)
            || !TryReadArguments(bytes, ref at, count))
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
        _at = at;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryReadArguments(ReadOnlySpan<byte> bytes, ref int at, int count)
    {
        ulong a = 0, b = 0, c = 0, d = 0;
        bool isWhole = (count < 1 || Varint.TryRead(bytes, ref at, out a))
            && (count < 2 || Varint.TryRead(bytes, ref at, out b))
            && (count < 3 || Varint.TryRead(bytes, ref at, out c))
            && (count < 4 || Varint.TryRead(bytes, ref at, out d));
        (A, B, C, D) = (a, b, c, d);
        return isWhole;
    }
}
