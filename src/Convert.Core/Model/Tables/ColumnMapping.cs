namespace Refold;

/// <summary>Where the values of one sample type go when profiles are merged.</summary>
/// <param name="Column">The column of the result, from 0.</param>
/// <param name="Factor">What each value is multiplied with; at least 1.</param>
internal readonly record struct ColumnMapping(int Column, long Factor)
{
    /// <summary>The value in the unit of the result; the largest that fits if it does not.</summary>
    /// <param name="value">The value in the unit of its profile.</param>
    /// <param name="tooLarge">Counts the values that do not fit into 64 bits.</param>
    public long Scale(long value, ref long tooLarge)
    {
        if (Factor == 1)
        {
            return value;
        }

        Int128 scaled = (Int128)value * Factor;
        long fitting = long.CreateSaturating(scaled);
        tooLarge += fitting == scaled ? 0 : 1;
        return fitting;
    }
}
