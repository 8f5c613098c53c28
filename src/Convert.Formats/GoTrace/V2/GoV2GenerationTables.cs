using Refold.Formats.Shared;

namespace Refold.Formats.GoTrace;

/// <summary>Reads the tables of a generation: strings, stacks, CPU samples, frequency and clock.</summary>
/// <remarks>
/// The tables are batches anywhere in a generation, mostly at its end, so they are read before any event:
/// <code>
/// 04 | 05 01 0a "Not worker" | 05 02 0e "GC (dedicated)" | …        Strings: id, length, bytes
/// 02 | 03 01 07 c3 a7 9b 02 20 21 9a 02 … | 03 02 …                 Stacks: id, 7 frames, see GoStackTable
/// 06 | 07 ticks · thread · processor · goroutine · stack | 07 …     CPU samples
/// 08 | a8 d6 b9 07                                                  Frequency: 15,625,000 ticks per second
/// 32 | 08 a8 d6 b9 07 | 33 47 f6 82 d4 ba 82 be 0b ac ef 91 d8 06 87 ca e5 81 01
///        Sync (Go ≥ 1.25): frequency; clock snapshot 71 ticks later: monotonic ns, Unix seconds, ns of the second
/// </code>
/// After corrupt bytes only the rest of the same batch is discarded.
/// </remarks>
internal sealed class GoV2GenerationTables(
    GoV2Generation generation, GoStringTable names, GoStackTable stacks, GoDiagnostics log)
{
    private const int MaxFrames = 128;

    private readonly byte[] _bytes = generation.Bytes;

    /// <summary>Reads the tables and removes their batches from the generation.</summary>
    public void Read()
    {
        names.Clear();
        stacks.Clear(_bytes);
        generation.Batches.RemoveAll(TryReadTable);
    }

    private bool TryReadTable(GoV2Batch batch)
    {
        int at = batch.Offset + 1;
        bool isRead;
        switch ((GoV2Event)_bytes[batch.Offset])
        {
            case GoV2Event.Strings:
                isRead = ReadNames(ref at, batch.End);
                break;
            case GoV2Event.Stacks:
                isRead = ReadStacks(ref at, batch.End);
                break;
            case GoV2Event.CpuSamples:
                isRead = ReadSamples(ref at, batch.End);
                break;
            case GoV2Event.Frequency:
                at = batch.Offset;
                isRead = ReadClock(ref at, batch);
                break;
            case GoV2Event.Sync:
                isRead = ReadClock(ref at, batch);
                break;
            default:
                return false;
        }

        if (!isRead)
        {
            log.Corrupt(generation.InputOffset + at, "corrupt table, the rest of its batch is discarded");
        }

        return true;
    }

    private bool ReadNames(ref int at, int end)
    {
        while (at < end)
        {
            int next = at + 1;
            if (_bytes[at] != (byte)GoV2Event.String
                || !TryRead(ref next, end, out ulong id) || !TryRead(ref next, end, out ulong length)
                || length > GoV2Layout.MaxNameLength || length > (ulong)(end - next))
            {
                return false;
            }

            names.Add(id, _bytes.AsSpan(next, (int)length));
            at = next + (int)length;
        }

        return true;
    }

    private bool ReadStacks(ref int at, int end)
    {
        while (at < end)
        {
            int next = at + 1;
            if (_bytes[at] != (byte)GoV2Event.Stack
                || !TryRead(ref next, end, out ulong id) || !TryRead(ref next, end, out ulong frames)
                || frames > MaxFrames)
            {
                return false;
            }

            int first = next;
            for (int i = 0; i < (int)frames * stacks.FrameLength; i++)
            {
                if (!TryRead(ref next, end, out _))
                {
                    return false;
                }
            }

            stacks.Add(id, first, (int)frames);
            at = next;
        }

        return true;
    }

    private bool ReadSamples(ref int at, int end)
    {
        while (at < end)
        {
            int next = at + 1;
            if (_bytes[at] != (byte)GoV2Event.CpuSample
                || !TryRead(ref next, end, out ulong ticks) || !TryRead(ref next, end, out ulong thread)
                || !TryRead(ref next, end, out ulong processor) || !TryRead(ref next, end, out ulong goroutine)
                || !TryRead(ref next, end, out ulong stack))
            {
                return false;
            }

            generation.CpuSamples.Add(new GoCpuSample((long)ticks, thread, (long)processor, goroutine, stack));
            at = next;
        }

        return true;
    }

    private bool ReadClock(ref int at, in GoV2Batch batch)
    {
        ulong ticks = batch.Time;
        while (at < batch.End)
        {
            int next = at + 1;
            if (_bytes[at] == (byte)GoV2Event.Frequency)
            {
                if (!TryRead(ref next, batch.End, out ulong frequency) || frequency == 0)
                {
                    return false;
                }

                generation.NanosecondsPerTick = 1.0 / (frequency / 1e9);
            }
            else if (!ReadSnapshot(ref next, batch.End, ref ticks, _bytes[at]))
            {
                return false;
            }

            at = next;
        }

        return true;
    }

    private bool ReadSnapshot(ref int at, int end, ref ulong ticks, byte type)
    {
        if (type != (byte)GoV2Event.ClockSnapshot
            || !TryRead(ref at, end, out ulong delta) || !TryRead(ref at, end, out _)
            || !TryRead(ref at, end, out ulong seconds) || !TryRead(ref at, end, out ulong nanoseconds))
        {
            return false;
        }

        ticks += delta;
        generation.ClockTicks = ticks;
        generation.UnixNanoseconds = unchecked(((long)seconds * 1_000_000_000) + (long)nanoseconds);
        return true;
    }

    private bool TryRead(ref int at, int end, out ulong number) =>
        Varint.TryRead(_bytes.AsSpan(0, end), ref at, out number);
}
