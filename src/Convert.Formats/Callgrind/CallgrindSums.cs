using System.Numerics;

namespace Refold.Formats.Callgrind;

/// <summary>A row of sums for each number, one for each column.</summary>
/// <typeparam name="T">A number that all sums fit into.</typeparam>
internal sealed class CallgrindSums<T>(int width, int count)
    where T : struct, INumber<T>
{
    private readonly T[] _sums = new T[width * count];

    /// <summary>The sums of a row; all zero if nothing was added.</summary>
    public ReadOnlySpan<T> this[int row] => _sums.AsSpan(row * width, width);

    /// <summary>Adds values to a row.</summary>
    public void Add(int row, ReadOnlySpan<T> values)
    {
        int at = row * width;
        foreach (T value in values)
        {
            _sums[at++] += value;
        }
    }
}
