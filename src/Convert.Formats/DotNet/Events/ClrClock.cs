namespace Refold.Formats.DotNet;

/// <summary>How the clock of a trace ticks.</summary>
internal sealed class ClrClock
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>When recording began, in nanoseconds since the Unix epoch; 0 if the file says nothing sensible.</summary>
    public long StartUnixNanoseconds { get; init; }

    /// <summary>What the clock showed then.</summary>
    public long StartTicks { get; init; }

    /// <summary>Ticks of the clock in a second; at least 1.</summary>
    public long Frequency { get; init; } = NanosecondsPerSecond;

    /// <summary>How long a processor works between two of its samples, in nanoseconds; 0 if the file does not tell.</summary>
    public long SamplingNanoseconds { get; init; }

    /// <summary>A time of the clock in nanoseconds since the Unix epoch.</summary>
    public long ToUnixNanoseconds(long ticks) =>
        (long)Int128.Clamp(StartUnixNanoseconds + Scaled((Int128)ticks - StartTicks), long.MinValue, long.MaxValue);

    /// <summary>A difference of two times in nanoseconds.</summary>
    public long ToNanoseconds(long ticks) => (long)Int128.Clamp(Scaled(ticks), long.MinValue, long.MaxValue);

    private Int128 Scaled(Int128 ticks) =>
        Frequency == NanosecondsPerSecond ? ticks : ticks * NanosecondsPerSecond / Frequency;
}
