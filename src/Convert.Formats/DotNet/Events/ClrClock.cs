namespace Refold.Formats.DotNet;

/// <summary>The clock of a trace, and its conversion to Unix time.</summary>
internal sealed class ClrClock
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>The start of the recording in nanoseconds since the Unix epoch; 0 if unknown.</summary>
    public long StartUnixNanoseconds { get; init; }

    /// <summary>The value of the clock at the start of the recording, in ticks.</summary>
    public long StartTicks { get; init; }

    /// <summary>Ticks per second; at least 1.</summary>
    public long Frequency { get; init; } = NanosecondsPerSecond;

    /// <summary>The interval between two samples of a processor in nanoseconds; 0 if unknown.</summary>
    public long SamplingNanoseconds { get; init; }

    /// <summary>Converts a time in ticks to nanoseconds since the Unix epoch.</summary>
    public long ToUnixNanoseconds(long ticks) =>
        (long)Int128.Clamp(StartUnixNanoseconds + Scale((Int128)ticks - StartTicks), long.MinValue, long.MaxValue);

    /// <summary>Converts a duration in ticks to nanoseconds.</summary>
    public long ToNanoseconds(long ticks) => (long)Int128.Clamp(Scale(ticks), long.MinValue, long.MaxValue);

    private Int128 Scale(Int128 ticks) =>
        Frequency == NanosecondsPerSecond ? ticks : ticks * NanosecondsPerSecond / Frequency;
}
