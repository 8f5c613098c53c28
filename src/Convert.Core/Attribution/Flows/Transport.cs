namespace Refold.Attribution;

/// <summary>
/// Deals the costs that come into a function (rows) out to what it does with them (columns: its own lines, and the
/// calls that it makes). Both come to the same sum, and so does what is dealt: each row and each column is exact, per
/// event.
/// </summary>
/// <remarks>
/// Pairs whose proportional share is worth a stack get it; what is left is packed, each row in turn filling one column
/// after the other, which needs at most rows + columns − 1 pairs.
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

    /// <summary>Deals costs out.</summary>
    /// <param name="limits">For each event, the share from which a pair is worth a stack.</param>
    public Transport(double[] limits)
    {
        _limits = limits;
        Amounts = new CostTable(limits.Length);
    }

    /// <summary>What was dealt, in the order in which it was.</summary>
    public IReadOnlyList<(int Row, int Column)> Pairs => _pairs;

    /// <summary>The amounts of <see cref="Pairs"/>.</summary>
    public CostTable Amounts { get; }

    /// <summary>Deals all events out; what was dealt before is forgotten.</summary>
    /// <param name="rows">What comes in.</param>
    /// <param name="columns">What becomes of it.</param>
    /// <param name="spread">
    /// Deals out one event in proportion, by <see cref="Give"/>; null for shares of rows and columns.
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

    /// <summary>Deals an amount of the event at hand to a pair, at most what is left of its row and column.</summary>
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

    // What rounding left goes where something is already, so that no pair is made for it.
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
