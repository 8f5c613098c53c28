namespace Refold.Attribution;

/// <summary>
/// Scales the costs of calls to the costs of their callees, callees first, so that for each part and event the costs
/// that callers pass in equal the part's self costs and the costs of its own calls.
/// </summary>
/// <remarks>
/// <code>
///     callers are charged 60, the callee costs 40:   the calls are scaled, 40 : 20 becomes 27 : 13
///     callers are charged 10, the callee costs 40:   30 has no caller, and begins stacks of its own
/// </code>
/// </remarks>
internal sealed class FlowBalance
{
    private readonly FlowGraph _graph;
    private readonly GraphParts _parts;
    private readonly List<int> _entering = [];
    private Int128[] _asked = [];
    private Int128[] _shares = [];

    /// <summary>Balances a graph.</summary>
    public FlowBalance(FlowGraph graph, GraphParts parts, CancellationToken cancellation)
    {
        _graph = graph;
        _parts = parts;
        int width = graph.Width;
        Flows = new CostTable(width, graph.Arcs.Count);
        for (int i = 0; i < graph.Arcs.Count; i++)
        {
            _ = Flows.Add();
        }

        Roots = new CostTable(width, graph.FunctionCount);
        for (int i = 0; i < graph.FunctionCount; i++)
        {
            _ = Roots.Add();
        }

        Charged = new CostTable(width, parts.Count);
        Costs = new CostTable(width, parts.Count);
        for (int part = 0; part < parts.Count; part++)
        {
            cancellation.ThrowIfCancellationRequested(part);
            Balance(part);
        }
    }

    /// <summary>The scaled costs of each call that leaves a part; zero for calls within a part.</summary>
    public CostTable Flows { get; }

    /// <summary>The costs of each function for which no caller is charged.</summary>
    public CostTable Roots { get; }

    /// <summary>The costs for which the graph charges the callers of each part.</summary>
    public CostTable Charged { get; }

    /// <summary>The inclusive costs of each part.</summary>
    public CostTable Costs { get; }

    private void Balance(int part)
    {
        Span<Int128> costs = Costs[Costs.Add()];
        Span<Int128> charged = Charged[Charged.Add()];
        _entering.Clear();
        foreach (int member in _parts.Members[part])
        {
            AddCosts(member, part);
            foreach (int arc in _graph.ArcsTo[member])
            {
                if (_parts.PartOf[_graph.Arcs[arc].Caller] != part)
                {
                    _entering.Add(arc);
                }
            }
        }

        for (int i = 0; i < _graph.Width; i++)
        {
            charged[i] = Enter(i, costs[i]);
            if (charged[i] < costs[i])
            {
                Roots[RootOf(part, i)][i] += costs[i] - charged[i];
            }
        }
    }

    private void AddCosts(int member, int part)
    {
        foreach (int row in _graph.SelfsOf[member])
        {
            Costs.AddTo(part, _graph.SelfCosts[row]);
        }

        foreach (int arc in _graph.ArcsFrom[member])
        {
            if (_parts.PartOf[_graph.Arcs[arc].Callee] != part)
            {
                Costs.AddTo(part, Flows[arc]);
            }
        }
    }

    // Returns the sum that callers are charged by the graph, and scales it down if it exceeds the cost.
    private Int128 Enter(int index, Int128 cost)
    {
        Int128 charged = 0;
        foreach (int arc in _entering)
        {
            Flows[arc][index] = _graph.ArcCosts[arc][index];
            charged += _graph.ArcCosts[arc][index];
        }

        if (charged > cost)
        {
            Scale(index, cost);
        }

        return charged;
    }

    private void Scale(int index, Int128 cost)
    {
        if (_asked.Length < _entering.Count)
        {
            _asked = new Int128[_entering.Count * 2];
            _shares = new Int128[_asked.Length];
        }

        Span<Int128> shares = _shares.AsSpan(0, _entering.Count);
        for (int i = 0; i < _entering.Count; i++)
        {
            _asked[i] = Flows[_entering[i]][index];
        }

        ProportionalShares.Split(cost, _asked.AsSpan(0, _entering.Count), shares);
        for (int i = 0; i < _entering.Count; i++)
        {
            Flows[_entering[i]][index] = shares[i];
        }
    }

    // The root of stacks without a caller: the member whose costs exceed those of the calls that enter it by most.
    private int RootOf(int part, int index)
    {
        ReadOnlySpan<int> members = _parts.Members[part];
        int root = members[0];
        Int128 most = 0;
        for (int i = 0; i < members.Length && members.Length > 1; i++)
        {
            Int128 gap = GapOf(members[i], index);
            if (i == 0 || gap > most)
            {
                (root, most) = (members[i], gap);
            }
        }

        return root;
    }

    private Int128 GapOf(int member, int index)
    {
        Int128 gap = 0;
        foreach (int row in _graph.SelfsOf[member])
        {
            gap += _graph.SelfCosts[row][index];
        }

        foreach (int arc in _graph.ArcsFrom[member])
        {
            gap += _graph.ArcCosts[arc][index];
        }

        foreach (int arc in _graph.ArcsTo[member])
        {
            gap -= _graph.ArcCosts[arc][index];
        }

        return gap;
    }
}
