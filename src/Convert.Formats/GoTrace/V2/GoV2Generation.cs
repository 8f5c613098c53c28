namespace Refold.Formats.GoTrace;

/// <summary>
/// About one second of a trace since Go 1.22. It has its own tables and repeats the status of everything that it uses,
/// so that it can be read alone.
/// </summary>
internal sealed class GoV2Generation
{
    /// <summary>The number, from 1. The first one is greater if a flight recorder discarded those before.</summary>
    public ulong Number { get; set; }

    /// <summary>The offset of <see cref="Bytes"/> in the input.</summary>
    public long InputOffset { get; set; }

    /// <summary>The bytes of all batches.</summary>
    public byte[] Bytes { get; set; } = [];

    /// <summary>The batches, in the order of the file.</summary>
    public List<GoV2Batch> Batches { get; } = [];

    /// <summary>Whether the end of the generation was read.</summary>
    public bool IsWhole { get; set; }

    /// <summary>Whether the input ends with the generation.</summary>
    public bool IsLast { get; set; }

    /// <summary>The time of the earliest batch, in ticks.</summary>
    public ulong StartTicks => Batches.Count == 0 ? 0 : Batches.Min(b => b.Time);

    /// <summary>The length of a tick in nanoseconds; 0 if the generation does not contain it.</summary>
    public double NanosecondsPerTick { get; set; }

    /// <summary>
    /// The Unix time at <see cref="ClockTicks"/>, in nanoseconds; 0 if the generation does not contain it.
    /// </summary>
    public long UnixNanoseconds { get; set; }

    /// <summary>The ticks at <see cref="UnixNanoseconds"/>.</summary>
    public ulong ClockTicks { get; set; }

    /// <summary>The CPU samples, in the order of the file until the reader has sorted them by time.</summary>
    public List<GoCpuSample> CpuSamples { get; } = [];

    /// <summary>Converts ticks to nanoseconds.</summary>
    /// <remarks>
    /// Go's reader rounds the time of a batch and each difference to whole nanoseconds and adds these. Converting the
    /// same numbers gives the same times to the nanosecond.
    /// </remarks>
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
