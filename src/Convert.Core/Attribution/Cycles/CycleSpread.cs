namespace Refold.Attribution;

/// <summary>
/// Pairs the costs that leave a cycle (columns) with the parcels that enter it, by the walks between them.
/// </summary>
/// <remarks>
/// A column is split among the members that are entered, by their shares of the walks, then among the parcels that
/// enter there, by their costs:
/// <code>
///     column odd 60      walks from even 2, from odd 1           ─►      even 40, odd 20
///     even 40            parcels main;a 30, main;b 10            ─►      main;a 30, main;b 10
/// </code>
/// </remarks>
internal sealed class CycleSpread
{
    private readonly Parcels _parcels;
    private readonly int[] _localOf;
    private readonly Transport _transport;
    private readonly double[] _worth;
    private readonly Dictionary<int, List<(int Entry, double Weight)>> _entriesOf = [];

    /// <summary>Collects the members that are entered, for each member where costs leave.</summary>
    public CycleSpread(CycleWalk walk, Parcels parcels, int[] localOf, Transport transport, double[] worth)
    {
        _parcels = parcels;
        _localOf = localOf;
        _transport = transport;
        _worth = worth;
        foreach (((int entry, int leaf), List<int> paths) in walk.Pairs)
        {
            if (!_entriesOf.TryGetValue(leaf, out List<(int, double)>? entries))
            {
                entries = [];
                _entriesOf.Add(leaf, entries);
            }

            entries.Add((entry, paths.Sum(p => (double)walk.TokensOf(p))));
        }

        foreach ((int leaf, List<(int Entry, double Weight)> entries) in _entriesOf.ToArray())
        {
            _entriesOf[leaf] = [.. entries.OrderByDescending(e => e.Weight).ThenBy(e => e.Entry)];
        }
    }

    /// <summary>Distributes the columns of one event.</summary>
    /// <param name="index">The event.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="leafOf">The member of a column.</param>
    public void Spread(int index, CostTable columns, Func<int, int> leafOf)
    {
        // The parcels that enter each member, the heaviest first, and their sum.
        var rowsOf = new Dictionary<int, List<int>>();
        var sums = new Dictionary<int, double>();
        foreach (int row in Transport.HeaviestFirst(_parcels.Costs, index))
        {
            int entry = _localOf[_parcels[row].Member];
            if (!rowsOf.TryGetValue(entry, out List<int>? rows))
            {
                rows = [];
                rowsOf.Add(entry, rows);
            }

            rows.Add(row);
            sums[entry] = sums.GetValueOrDefault(entry) + (double)_parcels.Costs[row][index];
        }

        foreach (int column in Transport.HeaviestFirst(columns, index))
        {
            double cost = (double)columns[column][index];
            if (cost >= _worth[index] && _entriesOf.TryGetValue(leafOf(column), out var entries))
            {
                Spread(index, column, cost, [.. entries.Where(e => sums.ContainsKey(e.Entry))], rowsOf, sums);
            }
        }
    }

    private void Spread(
        int index,
        int column,
        double cost,
        (int Entry, double Weight)[] entries,
        Dictionary<int, List<int>> rowsOf,
        Dictionary<int, double> sums)
    {
        double all = entries.Sum(e => e.Weight);
        foreach ((int entry, double weight) in entries)
        {
            foreach (int row in rowsOf[entry])
            {
                double share = cost * weight / all * ((double)_parcels.Costs[row][index] / sums[entry]);
                if (share < _worth[index])
                {
                    break;
                }

                _transport.Give(row, column, (Int128)Math.Floor(share));
            }
        }
    }
}
