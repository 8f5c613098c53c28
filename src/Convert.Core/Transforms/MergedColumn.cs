namespace Refold;

/// <summary>Where the values of one sample type go when profiles are merged.</summary>
/// <param name="Column">The column of the result, from 0.</param>
/// <param name="Factor">What each value is multiplied with; at least 1.</param>
internal readonly record struct MergedColumn(int Column, long Factor)
{
    /// <summary>The value in the unit of the result; the largest that fits if it does not.</summary>
    public long Scale(long value) =>
        Factor == 1 ? value : (long)Int128.Clamp((Int128)value * Factor, long.MinValue, long.MaxValue);
}
