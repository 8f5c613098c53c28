namespace Refold;

/// <summary>The quantity that one value of each sample measures: <c>cpu/nanoseconds</c>.</summary>
/// <param name="Name">The quantity: <c>samples</c>, <c>cpu</c>, <c>alloc_space</c>, an event of perf.</param>
/// <param name="Unit">The unit of the values: <c>count</c>, <c>nanoseconds</c>, <c>bytes</c>; empty if unknown.</param>
public sealed record SampleType(string Name, string Unit)
{
    /// <summary>The sample type of values whose name and unit are unknown: <c>samples/count</c>.</summary>
    public static SampleType Unknown { get; } = new("samples", "count");

    /// <summary>Parses a name and a unit, separated by the last <c>/</c>; without it, the unit is empty.</summary>
    /// <remarks>
    /// <code>
    /// cpu/nanoseconds      cpu       nanoseconds
    /// l1/misses/count      l1/misses count
    /// samples              samples
    /// </code>
    /// </remarks>
    public static SampleType Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int slash = text.LastIndexOf('/');
        return slash < 0 ? new SampleType(text, "") : new SampleType(text[..slash], text[(slash + 1)..]);
    }

    /// <summary>Formats the sample type as pprof shows it: <c>cpu/nanoseconds</c>.</summary>
    public override string ToString() => $"{Name}/{Unit}";
}
