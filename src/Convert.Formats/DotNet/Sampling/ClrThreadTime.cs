namespace Refold.Formats.DotNet;

/// <summary>The samples of a thread so far.</summary>
internal struct ClrThreadTime
{
    /// <summary>When the last one was, in ticks of the clock.</summary>
    public long Last;

    /// <summary>Its row.</summary>
    public int Row;

    /// <summary>How long those before lasted, in nanoseconds.</summary>
    public Int128 Sum;

    /// <summary>How many those were.</summary>
    public long Count;
}
