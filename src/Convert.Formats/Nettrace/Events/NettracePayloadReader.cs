using Refold.Formats.DotNet;

namespace Refold.Formats.Nettrace;

/// <summary>
/// Reads what comes with an event that profiles count. The layouts are those of ClrEtwAll.man of dotnet/runtime, and of
/// "Universal Providers" of dotnet/perfview; newer versions of a payload only add to its end.
/// </summary>
internal static class NettracePayloadReader
{
    /// <summary>What happened, without time, thread and stack.</summary>
    /// <exception cref="NettraceDamageException">The payload is too short, or a size in it is negative.</exception>
    public static ClrEvent Read(
        NettraceEventType type, ref NettraceCursor payload, int pointerSize, ClrStringPool strings, ClrTypeTable types)
    {
        var plain = new ClrEvent(type.Kind, 0, null!, 0);
        switch (type.Kind)
        {
            case ClrEventKind.ThreadSample:
                return plain with { Text = strings.Add(ClrEventNames.SampleState(payload.Left >= 4 ? payload.ReadInt32() : 0)) };
            case ClrEventKind.AllocationTick:
                return ReadTick(type, ref payload, pointerSize, plain, strings);
            case ClrEventKind.AllocationSampled:
                payload.ReadBytes(6 + pointerSize); // kind, runtime, number of the type
                int sampled = strings.Add(payload.ReadUtf16());
                payload.ReadPointer(pointerSize); // the object
                return plain with { First = ReadSize(ref payload), Text = sampled };
            case ClrEventKind.AllocationSum:
                payload.ReadPointer(pointerSize); // the object that was the last
                int summed = types.StringIdOf(payload.ReadPointer(pointerSize));
                long objects = (uint)payload.ReadInt32();
                return plain with { First = ReadSize(ref payload), Second = objects, Text = summed };
            case ClrEventKind.ContentionStop:
                return plain with { First = payload.Left >= 11 ? ReadDuration(ref payload) : 0 };
            case ClrEventKind.Exception:
                int thrown = strings.Add(payload.ReadUtf16());
                return plain with { Text = thrown, Detail = strings.Add(payload.ReadUtf16()) };
            case ClrEventKind.SuspendStart:
                int reason = payload.ReadInt32();
                return plain with { First = reason, Text = strings.Add(ClrEventNames.SuspendReason(reason)) };
            case ClrEventKind.CollectionStart:
                payload.ReadInt32(); // the number of the collection
                return plain with { First = payload.ReadInt32() };
            case ClrEventKind.CpuSample or ClrEventKind.ContextSwitch:
                return plain with { First = (long)Math.Min(payload.ReadVarint(), long.MaxValue) };
            default:
                return plain;
        }
    }

    /// <summary>Takes the names of types that an event tells.</summary>
    /// <exception cref="NettraceDamageException">The payload is too short.</exception>
    public static void ReadTypeNames(ref NettraceCursor payload, ClrTypeTable types)
    {
        const int Size = 8; // in processes of 32 bits, too
        int count = payload.ReadInt32();
        payload.ReadUInt16(); // the runtime
        for (; count > 0; count--)
        {
            ulong type = payload.ReadPointer(Size);
            payload.ReadBytes(Size + 4 + 4 + 1); // module, name in it, flags, kind of element
            types.Add(type, payload.ReadUtf16());
            int parameters = payload.ReadInt32();
            payload.ReadBytes(checked((int)Math.Min((uint)parameters * (long)Size, int.MaxValue)));
        }
    }

    // Version 1 has 64 bits for the amount, version 2 the type, version 4 the size of the object that was the last.
    private static ClrEvent ReadTick(
        NettraceEventType type,
        ref NettraceCursor payload,
        int pointerSize,
        ClrEvent plain,
        ClrStringPool strings)
    {
        long amount = (uint)payload.ReadInt32();
        payload.ReadInt32(); // small, large or pinned
        payload.ReadBytes(type.Version >= 1 ? 2 : 0); // the runtime
        if (type.Version < 2)
        {
            return plain with { First = amount };
        }

        amount = ReadSize(ref payload);
        payload.ReadPointer(pointerSize); // the number of the type
        int text = strings.Add(payload.ReadUtf16());
        long size = 0;
        if (type.Version >= 4)
        {
            payload.ReadInt32(); // the heap
            payload.ReadPointer(pointerSize); // the object
            size = ReadSize(ref payload);
        }

        return plain with { First = amount, Second = size, Text = text };
    }

    private static long ReadSize(ref NettraceCursor payload)
    {
        NettraceCursor start = payload;
        long size = payload.ReadInt64();
        return size >= 0
            ? size
            : throw new NettraceDamageException(start.Offset, $"expected a size in bytes, found {size}");
    }

    private static long ReadDuration(ref NettraceCursor payload)
    {
        payload.ReadBytes(3); // flags, runtime
        double nanoseconds = payload.ReadDouble();
        return nanoseconds is > 0 and < long.MaxValue ? (long)nanoseconds : 0;
    }
}
