using Refold.Formats.DotNet;

namespace Refold.Formats.Nettrace;

/// <summary>Decodes the payloads of the events that profiles count.</summary>
/// <remarks>
/// <code>
/// ThreadSample            i32                              1 external, 2 managed
/// AllocationTick          i32 i32 u16 i64 ptr string       amount, kind, runtime, amount, type id, type name,
///                         i32 ptr i64                      heap, address, size of the object (version 4)
/// AllocationSampled       i32 u16 ptr string ptr i64       kind, runtime, type id, type name, address, size
/// AllocationSum           ptr ptr i32 i64                  address, type id, number of objects, their size
/// ContentionStop          u8 u16 f64                       flags, runtime, duration in nanoseconds (version 1)
/// Exception               string string                    type, message
/// SuspendStart            i32                              reason
/// CollectionStart         i32 i32                          number of the collection, generation
/// cpu, cswitch            varint                           weight, or nanoseconds off the processor
/// TypeNames               i32 u16                          number of types, runtime; of each:
///                         i64 17 bytes string i32 i64 …    id, …, name, number of type arguments, their ids
/// </code>
/// Sources: ClrEtwAll.man of dotnet/runtime, "Universal Providers" of dotnet/perfview. Later versions of a payload only
/// append fields.
/// </remarks>
internal static class NettracePayloadReader
{
    /// <summary>Decodes a payload to an event without time, thread and stack.</summary>
    /// <exception cref="NettraceDamageException">The payload is too short, or a size is negative.</exception>
    public static ClrEvent Read(
        NettraceEventType type, ref NettraceCursor payload, int pointerSize, ClrStringPool strings, ClrTypeTable types)
    {
        var plain = new ClrEvent(type.Kind, 0, null!, 0);
        switch (type.Kind)
        {
            case ClrEventKind.ThreadSample:
                int state = payload.Remaining >= 4 ? payload.ReadInt32() : 0;
                return plain with { Text = strings.Add(ClrEventNames.SampleState(state)) };
            case ClrEventKind.AllocationTick:
                return ReadTick(type, ref payload, pointerSize, plain, strings);
            case ClrEventKind.AllocationSampled:
                payload.ReadBytes(6 + pointerSize); // kind, runtime, type id
                int sampled = strings.Add(payload.ReadUtf16());
                payload.ReadPointer(pointerSize); // the address of the object
                return plain with { First = ReadSize(ref payload), Text = sampled };
            case ClrEventKind.AllocationSum:
                payload.ReadPointer(pointerSize); // the address of the last object
                int summed = types.StringIdOf(payload.ReadPointer(pointerSize));
                long objects = (uint)payload.ReadInt32();
                return plain with { First = ReadSize(ref payload), Second = objects, Text = summed };
            case ClrEventKind.ContentionStop:
                return plain with { First = payload.Remaining >= 11 ? ReadDuration(ref payload) : 0 };
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

    /// <summary>Decodes the event TypeBulkType.</summary>
    /// <exception cref="NettraceDamageException">The payload is too short.</exception>
    public static void ReadTypeNames(ref NettraceCursor payload, ClrTypeTable types)
    {
        const int Size = 8; // in 32-bit processes, too
        int count = payload.ReadInt32();
        payload.ReadUInt16(); // the runtime
        for (; count > 0; count--)
        {
            ulong type = payload.ReadPointer(Size);
            payload.ReadBytes(Size + 4 + 4 + 1); // module id, name id, flags, element type
            types.Add(type, payload.ReadUtf16());
            int parameters = payload.ReadInt32();
            payload.ReadBytes(checked((int)Math.Min((uint)parameters * (long)Size, int.MaxValue)));
        }
    }

    // Version 1 added the runtime, version 2 the 64-bit amount and the type, version 4 the size of the last object.
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
        payload.ReadPointer(pointerSize); // the type id
        int text = strings.Add(payload.ReadUtf16());
        long size = 0;
        if (type.Version >= 4)
        {
            payload.ReadInt32(); // the heap
            payload.ReadPointer(pointerSize); // the address of the object
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
