namespace Refold.Formats.GoTrace;

/// <summary>
/// About a second of a trace since Go 1.22, which stands for itself: its own names, stacks and status of everything.
/// </summary>
internal sealed class GoGeneration
{
    /// <summary>Its number, from 1; greater if a flight recorder dropped those before.</summary>
    public ulong Number { get; set; }

    /// <summary>Where in the input <see cref="Bytes"/> begin.</summary>
    public long InputOffset { get; set; }

    /// <summary>The bytes of all batches.</summary>
    public byte[] Bytes { get; set; } = [];

    /// <summary>The batches, in the order of the file.</summary>
    public List<GoBatch> Batches { get; } = [];

    /// <summary>False if its end is missing.</summary>
    public bool IsWhole { get; set; }

    /// <summary>The ticks of the earliest batch.</summary>
    public ulong StartTicks => Batches.Count == 0 ? 0 : Batches.Min(b => b.Time);

    /// <summary>How many nanoseconds a tick lasts; 0 if the generation does not tell.</summary>
    public double NanosecondsPerTick { get; set; }

    /// <summary>
    /// Nanoseconds since the Unix epoch when <see cref="ClockTicks"/> was; 0 if the generation does not tell.
    /// </summary>
    public long UnixNanoseconds { get; set; }

    /// <summary>The ticks of the moment whose wall clock time is known.</summary>
    public ulong ClockTicks { get; set; }

    /// <summary>The CPU samples, in the order of the file; with ticks for times.</summary>
    public List<GoCpuSample> CpuSamples { get; } = [];

    /// <summary>
    /// Ticks in nanoseconds. Go's reader turns the time of a batch and each difference into whole nanoseconds and adds
    /// those; so it is done here, for the same numbers.
    /// </summary>
    public long Nanoseconds(ulong ticks) => (long)(ticks * NanosecondsPerTick);

    /// <summary>Begins another generation.</summary>
    public void Clear(ulong number)
    {
        Number = number;
        Batches.Clear();
        CpuSamples.Clear();
        IsWhole = false;
        NanosecondsPerTick = 0;
        UnixNanoseconds = 0;
    }
}
