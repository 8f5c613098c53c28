namespace Refold.Attribution;

/// <summary>
/// Distributes the costs that enter a function (rows, one for each caller's stack) over its self costs and its calls
/// (columns).
/// </summary>
/// <remarks>
/// Rows and columns have equal sums, and the result is exact for each row, column and event. Pairs whose proportional
/// share reaches the limit get that share; the rest is packed, each row filling one column after the other, which needs
/// at most rows + columns − 1 pairs.
/// <code>
///     start  40 ┐  read  36         proportional:  start: read 24, write 12, self 4     end: read 12, write  6, self 2
///     end    20 ┘  write 18         packed:        start: read 36, write  4             end:          write 14, self 6
///                  self   6
/// </code>
/// </remarks>
internal sealed class Transport
{
    private readonly double[] _limits;
    private readonly Dictionary<(int Row, int Column), int> _pairRows = [];
    private readonly List<(int Row, int Column)> _pairs = [];
    private Int128[] _rowsLeft = [];
    private Int128[] _columnsLeft = [];
    private int _event;

    /// <summary>Creates a transport without costs.</summary>
    /// <param name="limits">For each event, the cost from which a pair gets a stack of its own.</param>
    public Transport(double[] limits)
    {
        _limits = limits;
        Amounts = new CostTable(limits.Length);
    }

    /// <summary>The pairs that got costs, in the order in which they got them.</summary>
    public IReadOnlyList<(int Row, int Column)> Pairs => _pairs;

    /// <summary>The amounts of <see cref="Pairs"/>.</summary>
    public CostTable Amounts { get; }

    /// <summary>Distributes all events; earlier results are discarded.</summary>
    /// <param name="rows">The costs that enter.</param>
    /// <param name="columns">The self costs and the costs of calls.</param>
    /// <param name="spread">
    /// Distributes one event in proportion, by <see cref="Give"/>; null for proportions of rows and columns.
    /// </param>
    public void Solve(CostTable rows, CostTable columns, Action<int>? spread = null)
    {
        _pairRows.Clear();
        _pairs.Clear();
        Amounts.Clear();
        for (_event = 0; _event < _limits.Length; _event++)
        {
            int[] rowOrder = HeaviestFirst(rows, _event, ref _rowsLeft);
            int[] columnOrder = HeaviestFirst(columns, _event, ref _columnsLeft);
            if (rowOrder.Length > 1 && columnOrder.Length > 1)
            {
                if (spread is null)
                {
                    Spread(rows, rowOrder, columns, columnOrder);
                }
                else
                {
                    spread(_event);
                }

                GiveCrumbs();
            }

            Pack(rowOrder, columnOrder);
        }
    }

    /// <summary>Adds an amount of the current event to a pair, at most the rest of its row and of its column.</summary>
    public void Give(int row, int column, Int128 amount)
    {
        amount = Int128.Min(amount, Int128.Min(_rowsLeft[row], _columnsLeft[column]));
        if (amount <= 0)
        {
            return;
        }

        if (!_pairRows.TryGetValue((row, column), out int pair))
        {
            pair = Amounts.Add();
            _pairs.Add((row, column));
            _pairRows.Add((row, column), pair);
        }

        Amounts[pair][_event] += amount;
        _rowsLeft[row] -= amount;
        _columnsLeft[column] -= amount;
    }

    /// <summary>The rows of a table with costs of an event, the largest first.</summary>
    public static int[] HeaviestFirst(CostTable costs, int index)
    {
        int count = 0;
        for (int row = 0; row < costs.Count; row++)
        {
            count += costs[row][index] > 0 ? 1 : 0;
        }

        int[] order = new int[count];
        for (int row = costs.Count - 1; row >= 0; row--)
        {
            if (costs[row][index] > 0)
            {
                order[--count] = row;
            }
        }

        if (order.Length > 1)
        {
            Array.Sort(order, (a, b) =>
            {
                int byCost = costs[b][index].CompareTo(costs[a][index]);
                return byCost != 0 ? byCost : a.CompareTo(b);
            });
        }

        return order;
    }

    private static int[] HeaviestFirst(CostTable costs, int index, ref Int128[] left)
    {
        if (left.Length < costs.Count)
        {
            left = new Int128[costs.Count * 2];
        }

        for (int row = 0; row < costs.Count; row++)
        {
            left[row] = costs[row][index];
        }

        return HeaviestFirst(costs, index);
    }

    private void Spread(CostTable rows, int[] rowOrder, CostTable columns, int[] columnOrder)
    {
        Int128 sum = 0;
        foreach (int row in rowOrder)
        {
            sum += rows[row][_event];
        }

        double limit = _limits[_event] * (double)sum;
        foreach (int row in rowOrder)
        {
            Int128 cost = rows[row][_event];
            foreach (int column in columnOrder)
            {
                Int128 other = columns[column][_event];
                if ((double)cost * (double)other < limit)
                {
                    break;
                }

                Give(row, column, ProportionalShares.Scale(cost, other, sum, out _));
            }

            if ((double)cost * (double)columns[columnOrder[0]][_event] < limit)
            {
                break;
            }
        }
    }

    // Rests of rounding are added to pairs that exist, so that they need no pairs of their own.
    private void GiveCrumbs()
    {
        for (int pair = 0; pair < _pairs.Count; pair++)
        {
            (int row, int column) = _pairs[pair];
            if (Amounts[pair][_event] != 0)
            {
                Give(row, column, _rowsLeft[row]);
            }
        }
    }

    private void Pack(int[] rowOrder, int[] columnOrder)
    {
        int r = 0;
        int c = 0;
        while (r < rowOrder.Length && c < columnOrder.Length)
        {
            int row = rowOrder[r];
            int column = columnOrder[c];
            Give(row, column, _rowsLeft[row]);
            r += _rowsLeft[row] == 0 ? 1 : 0;
            c += _columnsLeft[column] == 0 ? 1 : 0;
        }
    }
}
