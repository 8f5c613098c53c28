using System.Numerics;

namespace Refold.Formats.Callgrind;

/// <summary>A row of sums for each number, one for each column.</summary>
/// <typeparam name="T">A number that all sums fit into.</typeparam>
/// <param name="width">The number of columns.</param>
/// <param name="count">How many rows there may be; more will fit all the same.</param>
internal sealed class CallgrindSums<T>(int width, int count)
    where T : struct, INumber<T>
{
    private T[] _sums = new T[width * count];

    /// <summary>The sums of a row; all zero if nothing was added.</summary>
    public ReadOnlySpan<T> this[int row]
    {
        get
        {
            Grow(row);
            return _sums.AsSpan(row * width, width);
        }
    }

    /// <summary>Adds values to a row.</summary>
    public void Add(int row, ReadOnlySpan<T> values)
    {
        Grow(row);
        int at = row * width;
        foreach (T value in values)
        {
            _sums[at++] += value;
        }
    }

    private void Grow(int row)
    {
        if ((row + 1) * width > _sums.Length)
        {
            Array.Resize(ref _sums, (row + 1) * width * 2);
        }
    }
}
