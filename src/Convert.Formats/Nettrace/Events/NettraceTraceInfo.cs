using System.Globalization;
using Refold.Formats.DotNet;

namespace Refold.Formats.Nettrace;

/// <summary>The facts about a recording: version, process and clock.</summary>
/// <remarks>
/// <code>
/// versions 3 to 5, 48 bytes                version 6
/// 8 × u16    start, UTC (SYSTEMTIME)       8 × u16         start, UTC
/// i64        clock at the start            i64             clock at the start
/// i64        ticks per second              i64             ticks per second
/// i32        size of a pointer             i32             size of a pointer
/// i32        process id                    i32             number of pairs: keys and values, both strings
/// i32 i32    processors, sampling rate     "ProcessId" "42"  "ExpectedCPUSamplingRate" "1000000"
/// </code>
/// SYSTEMTIME is year, month, day of the week, day, hour, minute, second, millisecond.
/// </remarks>
internal sealed class NettraceTraceInfo
{
    /// <summary>The version of the format: 3 to 6.</summary>
    public int Version { get; init; }

    /// <summary>The size of an address in bytes: 4 or 8.</summary>
    public int PointerSize { get; init; } = 8;

    /// <summary>The process id; 0 if the trace has several processes.</summary>
    public long ProcessId { get; init; }

    /// <summary>The clock of the events.</summary>
    public ClrClock Clock { get; init; } = new();

    /// <summary>Decodes the first object of versions 3 to 5.</summary>
    /// <exception cref="NettraceDamageException">The size of a pointer is invalid.</exception>
    public static NettraceTraceInfo FromObject(int version, NettraceCursor body)
    {
        long start = ReadTime(ref body);
        return new NettraceTraceInfo
        {
            Version = version,
            Clock = new ClrClock
            {
                StartUnixNanoseconds = start,
                StartTicks = body.ReadInt64(),
                Frequency = Math.Max(1, body.ReadInt64()),
            },
            PointerSize = PointerSizeOf(ref body),
            ProcessId = (uint)body.ReadInt32(),
        };
    }

    /// <summary>Decodes the trace block of version 6.</summary>
    /// <exception cref="NettraceDamageException">The block is too short, or the pointer size is invalid.</exception>
    public static NettraceTraceInfo FromBlock(NettraceCursor body)
    {
        long start = ReadTime(ref body);
        long ticks = body.ReadInt64();
        long frequency = Math.Max(1, body.ReadInt64());
        int pointerSize = PointerSizeOf(ref body);
        long process = 0;
        long sampling = 0;
        for (int left = body.ReadInt32(); left > 0; left--)
        {
            ReadOnlySpan<byte> key = body.ReadUtf8();
            bool isProcess = key.SequenceEqual("ProcessId"u8);
            bool isSampling = key.SequenceEqual("ExpectedCPUSamplingRate"u8);
            bool isNumber = long.TryParse(body.ReadUtf8(), CultureInfo.InvariantCulture, out long number) && number > 0;
            process = isProcess && isNumber ? number : process;
            sampling = isSampling && isNumber ? number : sampling;
        }

        return new NettraceTraceInfo
        {
            Version = 6,
            PointerSize = pointerSize,
            ProcessId = process,
            Clock = new ClrClock
            {
                StartUnixNanoseconds = start,
                StartTicks = ticks,
                Frequency = frequency,
                SamplingNanoseconds = sampling,
            },
        };
    }

    private static int PointerSizeOf(ref NettraceCursor body) =>
        body.ReadInt32() is var size && size is 4 or 8
            ? size
            : throw new NettraceDamageException(body.Offset - 4, $"expected addresses of 4 or 8 bytes, found {size}");

    // Milliseconds may be 1000 or more in the files of some writers.
    private static long ReadTime(ref NettraceCursor body)
    {
        Span<int> parts = stackalloc int[8];
        foreach (ref int part in parts)
        {
            part = body.ReadUInt16();
        }

        bool isDate = parts[0] is > 0 and < 10_000 && parts[1] is >= 1 and <= 12 && parts[3] is >= 1 and <= 31;
        if (!isDate || parts[3] > DateTime.DaysInMonth(parts[0], parts[1]))
        {
            return 0;
        }

        DateTime time = new DateTime(parts[0], parts[1], parts[3], 0, 0, 0, DateTimeKind.Utc)
            + new TimeSpan(0, parts[4], parts[5], parts[6], parts[7]);
        Int128 sinceEpoch = (Int128)(time - DateTime.UnixEpoch).Ticks * 100;
        return (long)Int128.Clamp(sinceEpoch, 0, long.MaxValue);
    }
}
