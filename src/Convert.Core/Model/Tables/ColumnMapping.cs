namespace Refold;

/// <summary>
/// The sample type of a merged profile that one of an input becomes, and the factor between their units.
/// </summary>
/// <param name="Column">The index of the sample type in the result, from 0.</param>
/// <param name="Factor">The factor of each value; at least 1.</param>
internal readonly record struct ColumnMapping(int Column, long Factor)
{
    /// <summary>
    /// Converts a value to the unit of the result; a value that does not fit is saturated.
    /// </summary>
    /// <param name="value">The value in the unit of its profile.</param>
    /// <param name="tooLarge">The count of values that did not fit into 64 bits.</param>
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
