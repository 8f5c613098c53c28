namespace Refold.Attribution;

/// <summary>The costs that enter a part, each from one stack of a caller.</summary>
internal sealed class Parcels(int width)
{
    private readonly List<Parcel> _parcels = [];

    /// <summary>The number of parcels.</summary>
    public int Count => _parcels.Count;

    /// <summary>The costs of each parcel.</summary>
    public CostTable Costs { get; private set; } = new(width);

    /// <summary>A parcel.</summary>
    public Parcel this[int index] => _parcels[index];

    /// <summary>Adds a parcel.</summary>
    public void Add(Parcel parcel, ReadOnlySpan<Int128> costs)
    {
        _parcels.Add(parcel);
        _ = Costs.Add(costs);
    }

    /// <summary>
    /// Joins the lightest parcels to the heaviest one, down to a maximum number. Their callers are lost, their costs
    /// and numbers of calls are added: 50, 30, 15, 5 limited to 2 is 70, 30.
    /// </summary>
    public void Limit(int count)
    {
        if (Count <= count)
        {
            return;
        }

        int[] order = [.. Enumerable.Range(0, Count).OrderByDescending(i => CostTable.FirstOf(Costs[i]))];
        var kept = new CostTable(width, count);
        Parcel[] parcels = [.. order.AsSpan(0, count).ToArray().Select(i => _parcels[i])];
        for (int i = 0; i < order.Length; i++)
        {
            int target = i < count ? kept.Add() : 0;
            kept.AddTo(target, Costs[order[i]]);
            Int128 calls = i < count ? 0 : _parcels[order[i]].Calls;
            parcels[target] = parcels[target] with { Calls = parcels[target].Calls + calls };
        }

        Costs = kept;
        _parcels.Clear();
        _parcels.AddRange(parcels);
    }
}
