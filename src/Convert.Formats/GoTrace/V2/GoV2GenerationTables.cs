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
        var cursor = new ByteCursor(_bytes.AsSpan(0, batch.End), batch.Offset);
        cursor.TryReadByte(out byte kind);
        int position = cursor.Position;
        bool isRead;
        switch ((GoV2Event)kind)
        {
            case GoV2Event.Strings:
                isRead = ReadNames(cursor, out position);
                break;
            case GoV2Event.Stacks:
                isRead = ReadStacks(cursor, out position);
                break;
            case GoV2Event.CpuSamples:
                isRead = ReadSamples(cursor, out position);
                break;
            case GoV2Event.Frequency:
                isRead = ReadClock(new ByteCursor(_bytes.AsSpan(0, batch.End), batch.Offset), batch.Time, out position);
                break;
            case GoV2Event.Sync:
                isRead = ReadClock(cursor, batch.Time, out position);
                break;
            default:
                return false;
        }

        if (!isRead)
        {
            log.Corrupt(generation.InputOffset + position, "corrupt table, the rest of its batch is discarded");
        }

        return true;
    }

    // Each of these returns the position of the entry that cannot be read, if there is one.
    private bool ReadNames(ByteCursor cursor, out int position)
    {
        for (position = cursor.Position; !cursor.IsAtEnd; position = cursor.Position)
        {
            if (!IsNext(ref cursor, GoV2Event.String)
                || !cursor.TryReadVarint(out ulong id) || !cursor.TryReadVarint(out ulong length)
                || length > GoV2Layout.MaxNameLength || !cursor.TryReadBytes(length, out ReadOnlySpan<byte> name))
            {
                return false;
            }

            names.Add(id, name);
        }

        return true;
    }

    private bool ReadStacks(ByteCursor cursor, out int position)
    {
        for (position = cursor.Position; !cursor.IsAtEnd; position = cursor.Position)
        {
            if (!IsNext(ref cursor, GoV2Event.Stack)
                || !cursor.TryReadVarint(out ulong id) || !cursor.TryReadVarint(out ulong frames)
                || frames > MaxFrames)
            {
                return false;
            }

            int first = cursor.Position;
            if (!cursor.TrySkipVarints((int)frames * stacks.FrameLength))
            {
                return false;
            }

            stacks.Add(id, first, (int)frames);
        }

        return true;
    }

    private bool ReadSamples(ByteCursor cursor, out int position)
    {
        for (position = cursor.Position; !cursor.IsAtEnd; position = cursor.Position)
        {
            if (!IsNext(ref cursor, GoV2Event.CpuSample)
                || !cursor.TryReadVarint(out ulong ticks) || !cursor.TryReadVarint(out ulong thread)
                || !cursor.TryReadVarint(out ulong processor) || !cursor.TryReadVarint(out ulong goroutine)
                || !cursor.TryReadVarint(out ulong stack))
            {
                return false;
            }

            generation.CpuSamples.Add(new GoCpuSample((long)ticks, thread, (long)processor, goroutine, stack));
        }

        return true;
    }

    private bool ReadClock(ByteCursor cursor, ulong ticks, out int position)
    {
        for (position = cursor.Position; !cursor.IsAtEnd; position = cursor.Position)
        {
            if (IsNext(ref cursor, GoV2Event.Frequency))
            {
                if (!cursor.TryReadVarint(out ulong frequency) || frequency == 0)
                {
                    return false;
                }

                generation.NanosecondsPerTick = 1.0 / (frequency / 1e9);
            }
            else if (!ReadSnapshot(ref cursor, ref ticks))
            {
                return false;
            }
        }

        return true;
    }

    private bool ReadSnapshot(ref ByteCursor cursor, ref ulong ticks)
    {
        if (!IsNext(ref cursor, GoV2Event.ClockSnapshot)
            || !cursor.TryReadVarint(out ulong delta) || !cursor.TryReadVarint(out _)
            || !cursor.TryReadVarint(out ulong seconds) || !cursor.TryReadVarint(out ulong nanoseconds))
        {
            return false;
        }

        ticks += delta;
        generation.ClockTicks = ticks;
        generation.UnixNanoseconds = unchecked(((long)seconds * 1_000_000_000) + (long)nanoseconds);
        return true;
    }

    // Consumes the type of the next entry if it is this one.
    private static bool IsNext(ref ByteCursor cursor, GoV2Event type) =>
        cursor.Next == (byte)type && cursor.TrySkip(1);
}
