namespace Refold.Attribution;

/// <summary>The calls within one cycle, without calls of a function by itself.</summary>
/// <remarks>
/// Members are numbered within the cycle; calls of one member by another from several positions are one.
/// <code>
///     functions of the graph   0 main   1 even   2 odd   3 log          cycle   0 = even   1 = odd
///     even:12 ─► odd 30, even:15 ─► odd 10                              0 ─► 1 weight 40, site even:12
/// </code>
/// </remarks>
internal sealed class CycleGraph
{
    private readonly List<(int Caller, int Callee)> _arcs = [];
    private readonly List<double> _weights = [];

    /// <summary>Collects the calls.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="members">The functions of the cycle.</param>
    /// <param name="localOf">The number of each function in the cycle, −1 for functions outside.</param>
    public CycleGraph(FlowGraph graph, ReadOnlySpan<int> members, int[] localOf)
    {
        Functions = members.ToArray();
        Sites = [];
        var rows = new Dictionary<(int Caller, int Callee), int>();
        var heaviest = new List<double>();
        foreach (int function in members)
        {
            foreach (int arc in graph.ArcsFrom[function])
            {
                ArcRow row = graph.Arcs[arc];
                (int Caller, int Callee) key = (localOf[function], localOf[row.Callee]);
                if (key.Callee < 0 || key.Caller == key.Callee)
                {
                    continue;
                }

                double weight = (double)CostTable.FirstOf(graph.ArcCosts[arc]);
                if (!rows.TryGetValue(key, out int index))
                {
                    index = _arcs.Count;
                    rows.Add(key, index);
                    _arcs.Add(key);
                    _weights.Add(0);
                    heaviest.Add(-1);
                }

                _weights[index] += weight;
                if (weight > heaviest[index])
                {
                    heaviest[index] = weight;
                    Sites[key] = row.Site;
                }
            }
        }

        To = IndexLists.Create(Functions.Length, _arcs.Count, i => _arcs[i].Callee);
        From = IndexLists.Create(Functions.Length, _arcs.Count, i => _arcs[i].Caller);
    }

    /// <summary>The function of each member.</summary>
    public int[] Functions { get; }

    /// <summary>The calls that enter each member.</summary>
    public IndexLists To { get; }

    /// <summary>The calls that each member makes.</summary>
    public IndexLists From { get; }

    /// <summary>
    /// The position from which a member calls another: that of the largest cost, if there are several.
    /// </summary>
    public Dictionary<(int Caller, int Callee), int> Sites { get; }

    /// <summary>The member that calls.</summary>
    public int Caller(int arc) => _arcs[arc].Caller;

    /// <summary>The member that is entered.</summary>
    public int Callee(int arc) => _arcs[arc].Callee;

    /// <summary>The costs of a call.</summary>
    public double Weight(int arc) => _weights[arc];
}
