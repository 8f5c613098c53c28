using System.Numerics;

namespace Refold.Formats.Callgrind;

/// <summary>Rows of sums, one sum for each column.</summary>
/// <typeparam name="T">A type of number that all sums fit into.</typeparam>
/// <param name="width">The count of columns.</param>
/// <param name="count">The estimated count of rows; the table grows if there are more.</param>
internal sealed class CallgrindSumTable<T>(int width, int count)
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
