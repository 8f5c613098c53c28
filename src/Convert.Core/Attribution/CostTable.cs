namespace Refold.Attribution;

/// <summary>Rows of costs, one cost per event.</summary>
internal sealed class CostTable(int width, int capacity = 4)
{
    private Int128[] _costs = new Int128[width * capacity];

    /// <summary>The number of rows.</summary>
    public int Count { get; private set; }

    /// <summary>The number of events.</summary>
    public int Width => width;

    /// <summary>The costs of a row.</summary>
    public Span<Int128> this[int row] => _costs.AsSpan(row * width, width);

    /// <summary>Adds a row of zeros; its number is returned.</summary>
    public int Add()
    {
        int needed = (Count + 1) * width;
        if (needed > _costs.Length)
        {
            Array.Resize(ref _costs, Math.Max(needed, _costs.Length * 2));
        }

        _costs.AsSpan(Count * width, width).Clear();
        return Count++;
    }

    /// <summary>Adds a row; its number is returned.</summary>
    public int Add(ReadOnlySpan<Int128> costs)
    {
        int row = Add();
        costs.CopyTo(this[row]);
        return row;
    }

    /// <summary>Adds costs to those of a row.</summary>
    public void AddTo(int row, ReadOnlySpan<Int128> costs)
    {
        Span<Int128> sums = this[row];
        for (int i = 0; i < costs.Length; i++)
        {
            sums[i] += costs[i];
        }
    }

    /// <summary>Removes all rows.</summary>
    public void Clear() => Count = 0;

    /// <summary>The first cost of a row that is not zero, or zero.</summary>
    public static Int128 FirstOf(ReadOnlySpan<Int128> costs)
    {
        int first = costs.IndexOfAnyExcept(Int128.Zero);
        return first < 0 ? 0 : costs[first];
    }
}
