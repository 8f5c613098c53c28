namespace Refold.Formats.Callgrind;

/// <summary>Sums of costs by row and event. Each part of a file may add events.</summary>
internal sealed class CallgrindCostTable
{
    private Int128[] _costs = [];
    private int _width = 1;

    /// <summary>The count of rows.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a row and returns its index.</summary>
    public int Add()
    {
        if ((Count + 1) * _width > _costs.Length)
        {
            Array.Resize(ref _costs, Math.Max(256, (Count + 1) * _width * 2));
        }

        return Count++;
    }

    /// <summary>Adds costs to the sums of a row.</summary>
    /// <param name="row">The index of the row.</param>
    /// <param name="columns">The event of each cost.</param>
    /// <param name="costs">The costs.</param>
    public void AddTo(int row, int[] columns, ReadOnlySpan<Int128> costs)
    {
        foreach (int column in columns)
        {
            Widen(column + 1);
        }

        for (int i = 0; i < costs.Length; i++)
        {
            _costs[(row * _width) + columns[i]] += costs[i];
        }
    }

    /// <summary>Copies the sums of a row.</summary>
    /// <param name="row">The index of the row.</param>
    /// <param name="sums">The target, one element for each event.</param>
    public void CopyTo(int row, Span<Int128> sums)
    {
        sums.Clear();
        _costs.AsSpan(row * _width, Math.Min(_width, sums.Length)).CopyTo(sums);
    }

    private void Widen(int width)
    {
        if (width <= _width)
        {
            return;
        }

        var costs = new Int128[Math.Max(256, Count * width * 2)];
        for (int row = 0; row < Count; row++)
        {
            _costs.AsSpan(row * _width, _width).CopyTo(costs.AsSpan(row * width));
        }

        _costs = costs;
        _width = width;
    }
}
