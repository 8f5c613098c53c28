namespace Refold.Formats.Nettrace;

/// <summary>
/// Reads what comes with an event that profiles count. The layouts are those of ClrEtwAll.man of dotnet/runtime, and of
/// "Universal Providers" of dotnet/perfview; newer versions of a payload only add to its end.
/// </summary>
internal static class NettracePayload
{
    private static readonly string[] SampleStates = ["error", "external", "managed"];

    private static readonly string[] SuspendReasons =
    [
        "other", "gc", "app domain shutdown", "code pitching", "shutdown", "debugger", "gc preparation", "debugger sweep",
    ];

    /// <summary>What happened, without time, thread and stack.</summary>
    /// <exception cref="NettraceDamageException">The payload is too short.</exception>
    public static NettraceOccurrence Read(
        NettraceEventType type, ref NettraceCursor payload, int pointerSize, NettraceTexts texts, NettraceTypes types)
    {
        var plain = new NettraceOccurrence(type.Kind, 0, null!, 0);
        switch (type.Kind)
        {
            case NettraceEventKind.ThreadSample:
                return plain with { Text = NameIn(SampleStates, payload.Left >= 4 ? payload.ReadInt32() : 0, texts) };
            case NettraceEventKind.AllocationTick:
                return ReadTick(type, ref payload, pointerSize, plain, texts);
            case NettraceEventKind.AllocationSampled:
                payload.ReadBytes(6 + pointerSize); // kind, runtime, number of the type
                int sampled = texts.Add(payload.ReadUtf16());
                payload.ReadPointer(pointerSize); // the object
                return plain with { First = payload.ReadInt64(), Text = sampled };
            case NettraceEventKind.AllocationSum:
                payload.ReadPointer(pointerSize); // the object that was the last
                int summed = types.TextOf(payload.ReadPointer(pointerSize));
                long objects = (uint)payload.ReadInt32();
                return plain with { First = payload.ReadInt64(), Second = objects, Text = summed };
            case NettraceEventKind.ContentionStop:
                return plain with { First = payload.Left >= 11 ? ReadDuration(ref payload) : 0 };
            case NettraceEventKind.Exception:
                int thrown = texts.Add(payload.ReadUtf16());
                return plain with { Text = thrown, Detail = texts.Add(payload.ReadUtf16()) };
            case NettraceEventKind.SuspendStart:
                int reason = payload.ReadInt32();
                return plain with { First = reason, Text = NameIn(SuspendReasons, reason, texts) };
            case NettraceEventKind.CollectionStart:
                payload.ReadInt32(); // the number of the collection
                return plain with { First = payload.ReadInt32() };
            case NettraceEventKind.CpuSample or NettraceEventKind.ContextSwitch:
                return plain with { First = (long)Math.Min(payload.ReadVarint(), long.MaxValue) };
            default:
                return plain;
        }
    }

    // Version 1 has 64 bits for the amount, version 2 the type, version 4 the size of the object that was the last.
    private static NettraceOccurrence ReadTick(
        NettraceEventType type,
        ref NettraceCursor payload,
        int pointerSize,
        NettraceOccurrence plain,
        NettraceTexts texts)
    {
        long amount = (uint)payload.ReadInt32();
        payload.ReadInt32(); // small, large or pinned
        payload.ReadBytes(type.Version >= 1 ? 2 : 0); // the runtime
        if (type.Version < 2)
        {
            return plain with { First = amount };
        }

        amount = payload.ReadInt64();
        payload.ReadPointer(pointerSize); // the number of the type
        int text = texts.Add(payload.ReadUtf16());
        long size = 0;
        if (type.Version >= 4)
        {
            payload.ReadInt32(); // the heap
            payload.ReadPointer(pointerSize); // the object
            size = payload.ReadInt64();
        }

        return plain with { First = amount, Second = size, Text = text };
    }

    private static long ReadDuration(ref NettraceCursor payload)
    {
        payload.ReadBytes(3); // flags, runtime
        double nanoseconds = payload.ReadDouble();
        return nanoseconds is > 0 and < long.MaxValue ? (long)nanoseconds : 0;
    }

    private static int NameIn(string[] names, int number, NettraceTexts texts) =>
        texts.Add((uint)number < (uint)names.Length ? names[number] : $"unknown ({number})");
}
