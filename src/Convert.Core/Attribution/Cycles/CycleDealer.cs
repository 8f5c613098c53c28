namespace Refold.Attribution;

/// <summary>Distributes the costs of functions that call each other over paths through them.</summary>
/// <remarks>
/// <see cref="CycleWalk"/> finds the paths between each member that is entered and each member where costs leave;
/// <see cref="Transport"/> and <see cref="CycleSpread"/> pair the parcels that enter with the costs that leave; each
/// pair is then split over its paths, as finely as its cost allows (<see cref="CyclePick"/>).
/// </remarks>
internal sealed class CycleDealer
{
    private const double TokensOfAll = 2000;
    private const double MinTokens = 200;
    private const long MaxReached = 1 << 24;

    private readonly FlowGraph _graph;
    private readonly DealtStacks _stacks;
    private readonly Transport _transport;
    private readonly double[] _worth;
    private readonly Int128 _total;
    private readonly CycleEffort _effort;
    private readonly CycleBoost? _boost;
    private readonly CycleMemo _memo;
    private readonly int[] _localOf;

    // State of the current cycle.
    private readonly Dictionary<(int Row, int Path), int> _nodes = [];
    private readonly Dictionary<(int Caller, int Callee), int> _firstNodes = [];
    private readonly Dictionary<int, int[]> _shortest = [];
    private readonly Dictionary<(int Entry, int Leaf), CyclePick> _picks = [];
    private CycleGraph _cycle = null!;
    private CycleWalk _walk = null!;
    private Parcels _parcels = null!;
    private int[] _rowNodes = [];
    private long _reached;

    /// <summary>Creates a dealer for the cycles of a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="stacks">Receives the stacks.</param>
    /// <param name="transport">Pairs the costs that enter with those that leave.</param>
    /// <param name="worth">For each event, the cost from which a pair gets a stack of its own.</param>
    /// <param name="effort">The work that walks may still be.</param>
    /// <param name="total">The total of the first event that has one.</param>
    /// <param name="boost">The recorded inclusive costs; null if there are none.</param>
    /// <param name="memo">The walks of earlier tries.</param>
    public CycleDealer(
        FlowGraph graph,
        DealtStacks stacks,
        Transport transport,
        double[] worth,
        CycleEffort effort,
        Int128 total,
        CycleBoost? boost,
        CycleMemo memo)
    {
        _graph = graph;
        _stacks = stacks;
        _transport = transport;
        _worth = worth;
        _total = Int128.Max(1, total);
        _effort = effort;
        _boost = boost;
        _memo = memo;
        _localOf = new int[graph.FunctionCount];
        Array.Fill(_localOf, -1);
    }

    /// <summary>Distributes the costs of a cycle.</summary>
    /// <param name="members">The functions of the cycle.</param>
    /// <param name="parcels">The costs that enter.</param>
    /// <param name="columns">The self costs of the members, and the costs of their calls out of the cycle.</param>
    /// <param name="memberOf">Returns the function of a column.</param>
    /// <param name="take">Receives a result: the column, the frame, the costs.</param>
    public void Deal(
        ReadOnlySpan<int> members,
        Parcels parcels,
        CostTable columns,
        Func<int, int> memberOf,
        Action<int, int, Int128[]> take)
    {
        Begin(members, parcels);
        var demands = new double[members.Length];
        for (int column = 0; column < columns.Count; column++)
        {
            demands[_localOf[memberOf(column)]] += (double)CostTable.FirstOf(columns[column]);
        }

        double[] entries = Entries();
        double cost = 0;
        for (int row = 0; row < parcels.Count; row++)
        {
            cost += (double)CostTable.FirstOf(parcels.Costs[row]);
        }

        _walk = _memo.Find(members[0], entries, demands) ?? WalkAll(entries, demands, cost);
        _memo.Keep(members[0], entries, demands, _walk);
        var spread = new CycleSpread(_walk, _parcels, _localOf, _transport, _worth);
        _transport.Solve(parcels.Costs, columns, e => spread.Spread(e, columns, c => _localOf[memberOf(c)]));
        _rowNodes = new int[parcels.Count];
        for (int row = 0; row < parcels.Count; row++)
        {
            _rowNodes[row] = Node(row, _walk.Paths.Extend(-1, _localOf[parcels[row].Member]));
            _stacks.AddCalls(_rowNodes[row], parcels[row].Entry, parcels[row].Calls);
        }

        for (int pair = 0; pair < _transport.Pairs.Count; pair++)
        {
            (int row, int column) = _transport.Pairs[pair];
            DealPair(row, column, _localOf[memberOf(column)], _transport.Amounts[pair].ToArray(), take);
        }
    }

    /// <summary>Returns a frame of a member, for calls without costs.</summary>
    public int FallbackOf(int function)
    {
        int known = _stacks.Tree.FirstOf(function);
        return known >= 0
            ? known
            : Node(0, ShortestPath(_localOf[_parcels[0].Member], _localOf[function]));
    }

    /// <summary>
    /// Adds the numbers of calls between members, each to one stack that ends with the call; ends the cycle.
    /// </summary>
    public void AddCallsWithin()
    {
        foreach (int function in _cycle.Functions)
        {
            foreach (int arc in _graph.ArcsFrom[function])
            {
                ArcRow row = _graph.Arcs[arc];
                if (_localOf[row.Callee] >= 0 && _graph.CallsOf(arc) > 0)
                {
                    int node = _firstNodes.TryGetValue((function, row.Callee), out int known)
                        ? known
                        : _stacks.Tree.Push(FallbackOf(function), row.Callee, row.Site);
                    _stacks.AddCalls(node, row.Entry, _graph.CallsOf(arc));
                }
            }
        }

        foreach (int function in _cycle.Functions)
        {
            _localOf[function] = -1;
        }
    }

    private void Begin(ReadOnlySpan<int> members, Parcels parcels)
    {
        for (int i = 0; i < members.Length; i++)
        {
            _localOf[members[i]] = i;
        }

        _nodes.Clear();
        _firstNodes.Clear();
        _shortest.Clear();
        _picks.Clear();
        _reached = 0;
        _parcels = parcels;
        _cycle = new CycleGraph(_graph, members, _localOf);
    }

    private double[] Entries()
    {
        var entries = new double[_cycle.Functions.Length];
        for (int row = 0; row < _parcels.Count; row++)
        {
            entries[_localOf[_parcels[row].Member]] += (double)CostTable.FirstOf(_parcels.Costs[row]);
        }

        for (int row = 0; row < _parcels.Count && !entries.AsSpan().ContainsAnyExcept(0.0); row++)
        {
            entries[_localOf[_parcels[row].Member]] = 1;
        }

        return entries;
    }

    private CycleWalk WalkAll(double[] entries, double[] demands, double cost)
    {
        double tokens = Math.Max(MinTokens, TokensOfAll * cost / (double)_total);
        double sum = Math.Max(1, demands.Sum());
        return _boost?.Choose(_cycle, cost, Walk) ?? Walk(1);

        CycleWalk Walk(double boost)
        {
            var walk = new CycleWalk(_cycle, entries, boost, _effort);
            for (int leaf = 0; leaf < demands.Length; leaf++)
            {
                if (demands[leaf] > 0)
                {
                    walk.Walk(leaf, Math.Max(1, (long)Math.Round(tokens * demands[leaf] / sum)));
                }
            }

            return walk;
        }
    }

    private void DealPair(int row, int column, int leaf, Int128[] costs, Action<int, int, Int128[]> take)
    {
        double parts = 1;
        for (int i = 0; i < costs.Length; i++)
        {
            parts = Math.Max(parts, (double)costs[i] / _worth[i]);
        }

        int entry = _localOf[_parcels[row].Member];
        CyclePick pick = PickOf(entry, leaf);
        (int[] paths, Int128[] weights) = pick.Take((int)Math.Min(parts, int.MaxValue));
        if (paths.Length == 1)
        {
            take(column, Node(row, paths[0]), costs);
            return;
        }

        var shares = new Int128[paths.Length, costs.Length];
        var split = new Int128[paths.Length];
        for (int i = 0; i < costs.Length; i++)
        {
            ProportionalShares.Split(costs[i], weights, split);
            for (int path = 0; path < paths.Length; path++)
            {
                shares[path, i] = split[path];
            }
        }

        for (int path = 0; path < paths.Length; path++)
        {
            Int128[] part = [.. Enumerable.Range(0, costs.Length).Select(i => shares[path, i])];
            if (part.AsSpan().ContainsAnyExcept(Int128.Zero))
            {
                take(column, Node(row, paths[path]), part);
            }
        }
    }

    private CyclePick PickOf(int entry, int leaf)
    {
        if (!_picks.TryGetValue((entry, leaf), out CyclePick? pick))
        {
            pick = _walk.Pairs.TryGetValue((entry, leaf), out List<int>? paths)
                ? new CyclePick(paths, _walk)
                : new CyclePick([ShortestPath(entry, leaf)], _walk);
            _picks.Add((entry, leaf), pick);
        }

        return pick;
    }

    // After MaxReached steps, which only huge cycles need, a path is the two functions alone.
    private int ShortestPath(int entry, int leaf)
    {
        if (!_shortest.TryGetValue(entry, out int[]? paths))
        {
            _reached += _cycle.Functions.Length;
            if (_reached > MaxReached && entry != leaf)
            {
                return _walk.Paths.Extend(_walk.Paths.Extend(-1, entry), leaf);
            }

            paths = _walk.ShortestFrom(entry);
            _shortest.Add(entry, paths);
        }

        return paths[leaf];
    }

    // The last frame of a path through the cycle, for the costs that entered with a row.
    private int Node(int row, int path)
    {
        var missing = new Stack<int>();
        int node = -1;
        while (path >= 0 && !_nodes.TryGetValue((row, path), out node))
        {
            missing.Push(path);
            path = _walk.Paths.Parent(path);
        }

        node = path < 0 ? -1 : node;
        while (missing.TryPop(out int next))
        {
            node = Push(row, next, node);
            _nodes.Add((row, next), node);
        }

        return node;
    }

    private int Push(int row, int path, int parent)
    {
        int function = _cycle.Functions[_walk.Paths.Function(path)];
        if (parent < 0)
        {
            return _stacks.Tree.Push(_parcels[row].Parent, function, _parcels[row].Site);
        }

        int caller = _walk.Paths.Function(_walk.Paths.Parent(path));
        _ = _cycle.Sites.TryGetValue((caller, _walk.Paths.Function(path)), out int site);
        int node = _stacks.Tree.Push(parent, function, site);
        _ = _firstNodes.TryAdd((_cycle.Functions[caller], function), node);
        return node;
    }
}
