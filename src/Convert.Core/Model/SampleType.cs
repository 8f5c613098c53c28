namespace Refold;

/// <summary>What one column of sample values counts, e.g. <c>cpu</c> in <c>nanoseconds</c>.</summary>
/// <param name="Name">What is counted: <c>samples</c>, <c>cpu</c>, <c>alloc_space</c>, an event of perf.</param>
/// <param name="Unit">The unit of every value: <c>count</c>, <c>nanoseconds</c>, <c>bytes</c>; empty if unknown.</param>
public sealed record SampleType(string Name, string Unit)
{
    /// <summary>The sample type of values whose name and unit are unknown: <c>samples/count</c>.</summary>
    public static SampleType Unknown { get; } = new("samples", "count");

    /// <summary>As pprof shows it: <c>cpu/nanoseconds</c>.</summary>
    public override string ToString() => $"{Name}/{Unit}";
}
