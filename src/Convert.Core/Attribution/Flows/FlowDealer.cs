namespace Refold.Attribution;

/// <summary>Distributes the costs of a balanced graph over stacks, callers first.</summary>
/// <remarks>
/// The costs that enter a part are kept as parcels, one for each stack of a caller. Each part turns its parcels into
/// stacks that end in it, and into parcels for the parts that it calls:
/// <code>
///     parcels of c        c's self cost 25, call of d 15        stacks            parcels of d
///     main;a   30    ─►   30 × 25/40, 30 × 15/40         ─►     main;a;c  19      main;a;c  11
///     main;b   10    ─►   10 × 25/40, 10 × 15/40         ─►     main;b;c   6      main;b;c   4
/// </code>
/// Parts are numbered callees first, so the loop runs backwards: all parcels of a part exist before it is its turn.
/// </remarks>
internal sealed class FlowDealer
{
    private readonly FlowGraph _graph;
    private readonly GraphParts _parts;
    private readonly FlowBalance _balance;
    private readonly DealLimits _limits;
    private readonly Parcels?[] _inboxes;
    private readonly Transport _transport;
    private readonly CycleDealer _cycles;
    private readonly CostTable _columns;
    private readonly List<int> _columnSelfs = [];
    private readonly List<int> _columnArcs = [];
    private readonly List<(int Column, int Node)> _dealt = [];
    private readonly CostTable _dealtCosts;

    /// <summary>Creates a dealer for one try.</summary>
    public FlowDealer(
        FlowGraph graph,
        GraphParts parts,
        FlowBalance balance,
        DealLimits limits,
        CycleBoost? boost,
        CycleMemo memo)
    {
        _graph = graph;
        _parts = parts;
        _balance = balance;
        _limits = limits;
        _inboxes = new Parcels?[parts.Count];
        Int128[] totals = graph.Totals();
        double[] worth = [.. totals.Select(t => Math.Max(1, (double)t * limits.Detail))];
        _transport = new Transport(worth);
        _columns = new CostTable(graph.Width);
        _dealtCosts = new CostTable(graph.Width);
        Stacks = new DealtStacks(graph.FunctionCount, graph.Width);
        _cycles = new CycleDealer(
            graph, Stacks, _transport, worth, new CycleEffort(), CostTable.FirstOf(totals), boost, memo);
    }

    /// <summary>The stacks made so far.</summary>
    public DealtStacks Stacks { get; }

    /// <summary>The part of the graph that was distributed, from 0 to 1.</summary>
    public double Progress { get; private set; }

    /// <summary>Distributes all costs; stops and returns false if a limit is exceeded.</summary>
    public bool TryDeal(CancellationToken cancellation)
    {
        for (int function = 0; function < _graph.FunctionCount; function++)
        {
            if (_balance.Roots[function].ContainsAnyExcept(Int128.Zero))
            {
                Inbox(_parts.PartOf[function]).Add(new Parcel(-1, -1, function, -1, 0), _balance.Roots[function]);
            }
        }

        bool isWithin = true;
        for (int part = _parts.Count - 1; part >= 0 && isWithin; part--)
        {
            cancellation.ThrowIfCancellationRequested();
            if (TakeInbox(part) is { } parcels)
            {
                Deal(part, parcels);
            }

            Progress = 1 - ((double)part / _parts.Count);
            isWithin = Stacks.Tree.Count <= _limits.MaxNodes && Stacks.StackCount <= _limits.MaxStacks;
        }

        return isWithin;
    }

    private Parcels Inbox(int part) => _inboxes[part] ??= new Parcels(_graph.Width);

    // A part without costs may still have counted calls.
    private Parcels? TakeInbox(int part)
    {
        Parcels? parcels = _inboxes[part];
        _inboxes[part] = null;
        parcels?.Limit(_limits.MaxParcels);
        if (parcels is { Count: 0 })
        {
            parcels = null;
        }

        if (parcels is null && HasCalls(part))
        {
            parcels = new Parcels(_graph.Width);
            parcels.Add(new Parcel(-1, -1, _parts.Members[part][0], -1, 0), new Int128[_graph.Width]);
        }

        return parcels;
    }

    private bool HasCalls(int part)
    {
        bool any = false;
        foreach (int member in _parts.Members[part])
        {
            foreach (int arc in _graph.ArcsFrom[member])
            {
                any |= _graph.CallsOf(arc) > 0;
            }
        }

        return any;
    }

    private void Deal(int part, Parcels parcels)
    {
        FindColumns(part);
        _dealt.Clear();
        _dealtCosts.Clear();
        ReadOnlySpan<int> members = _parts.Members[part];
        if (members.Length == 1)
        {
            DealFunction(members[0], parcels);
        }
        else
        {
            _cycles.Deal(members, parcels, _columns, MemberOf, (column, node, costs) => Take(column, node, costs));
            Deliver(_cycles.FallbackOf);
            _cycles.AddCallsWithin();
        }
    }

    private void FindColumns(int part)
    {
        _columns.Clear();
        _columnSelfs.Clear();
        _columnArcs.Clear();
        foreach (int member in _parts.Members[part])
        {
            foreach (int row in _graph.SelfsOf[member])
            {
                if (_graph.SelfCosts[row].ContainsAnyExcept(Int128.Zero))
                {
                    AddColumn(row, -1, _graph.SelfCosts[row]);
                }
            }

            foreach (int arc in _graph.ArcsFrom[member])
            {
                if (_parts.PartOf[_graph.Arcs[arc].Callee] != part)
                {
                    AddColumn(-1, arc, _balance.Flows[arc]);
                }
            }
        }
    }

    private void AddColumn(int self, int arc, ReadOnlySpan<Int128> costs)
    {
        _columnSelfs.Add(self);
        _columnArcs.Add(arc);
        _ = _columns.Add(costs);
    }

    private int MemberOf(int column) => _columnArcs[column] >= 0
        ? _graph.Arcs[_columnArcs[column]].Caller
        : _graph.Selfs[_columnSelfs[column]].Function;

    private void Take(int column, int node, ReadOnlySpan<Int128> costs)
    {
        _dealt.Add((column, node));
        _ = _dealtCosts.Add(costs);
    }

    private void DealFunction(int function, Parcels parcels)
    {
        var nodes = new int[parcels.Count];
        for (int i = 0; i < nodes.Length; i++)
        {
            Parcel parcel = parcels[i];
            nodes[i] = Stacks.Tree.Push(parcel.Parent, function, parcel.Site);
            Stacks.AddCalls(nodes[i], parcel.Entry, parcel.Calls);
        }

        _transport.Solve(parcels.Costs, _columns);
        for (int pair = 0; pair < _transport.Pairs.Count; pair++)
        {
            Take(_transport.Pairs[pair].Column, nodes[_transport.Pairs[pair].Row], _transport.Amounts[pair]);
        }

        Deliver(_ => nodes[0]);
        foreach (int arc in _graph.ArcsFrom[function])
        {
            ArcRow row = _graph.Arcs[arc];
            if (row.Callee == function && _graph.CallsOf(arc) > 0)
            {
                Stacks.AddCalls(Stacks.Tree.Push(nodes[0], function, row.Site), row.Entry, _graph.CallsOf(arc));
            }
        }
    }

    // Self costs become stacks, costs of calls become parcels. Calls without costs are given to a frame of the caller.
    private void Deliver(Func<int, int> fallbackOf)
    {
        IndexLists ofColumns = IndexLists.Create(_columns.Count, _dealt.Count, i => _dealt[i].Column);
        for (int column = 0; column < _columns.Count; column++)
        {
            ReadOnlySpan<int> dealt = ofColumns[column];
            if (_columnArcs[column] >= 0)
            {
                DeliverCall(_columnArcs[column], dealt, fallbackOf);
                continue;
            }

            foreach (int i in dealt)
            {
                Stacks.AddSample(_dealt[i].Node, _graph.Selfs[_columnSelfs[column]].Place, _dealtCosts[i]);
            }
        }
    }

    private void DeliverCall(int arc, ReadOnlySpan<int> dealt, Func<int, int> fallbackOf)
    {
        ArcRow row = _graph.Arcs[arc];
        Int128 calls = _graph.CallsOf(arc);
        Parcels inbox = Inbox(_parts.PartOf[row.Callee]);
        if (dealt.IsEmpty)
        {
            if (calls > 0)
            {
                inbox.Add(
                    new Parcel(fallbackOf(row.Caller), row.Site, row.Callee, row.Entry, calls),
                    new Int128[_graph.Width]);
            }

            return;
        }

        var weights = new Int128[dealt.Length];
        var shares = new Int128[dealt.Length];
        for (int i = 0; i < dealt.Length; i++)
        {
            weights[i] = CostTable.FirstOf(_dealtCosts[dealt[i]]);
        }

        ProportionalShares.Split(calls, weights, shares);
        for (int i = 0; i < dealt.Length; i++)
        {
            var parcel = new Parcel(_dealt[dealt[i]].Node, row.Site, row.Callee, row.Entry, shares[i]);
            inbox.Add(parcel, _dealtCosts[dealt[i]]);
        }
    }
}
