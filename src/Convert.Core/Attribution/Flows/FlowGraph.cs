namespace Refold.Attribution;

/// <summary>
/// A call graph: the self costs of each position of a function, and the inclusive costs of each call.
/// </summary>
internal sealed class FlowGraph(int width)
{
    private readonly Dictionary<(int Function, int Place), int> _selfRows = [];
    private readonly Dictionary<(int Caller, int Site, int Callee), int> _arcRows = [];
    private readonly List<SelfRow> _selfs = [];
    private readonly List<ArcRow> _arcs = [];
    private readonly List<Int128> _calls = [];

    /// <summary>The number of events.</summary>
    public int Width => width;

    /// <summary>The number of functions; they are numbered from 0.</summary>
    public int FunctionCount { get; private set; }

    /// <summary>The positions with self costs.</summary>
    public IReadOnlyList<SelfRow> Selfs => _selfs;

    /// <summary>The calls: one for each pair of functions and position of the caller.</summary>
    public IReadOnlyList<ArcRow> Arcs => _arcs;

    /// <summary>The costs of <see cref="Selfs"/>.</summary>
    public CostTable SelfCosts { get; private init; } = new(width);

    /// <summary>The inclusive costs of <see cref="Arcs"/>.</summary>
    public CostTable ArcCosts { get; private init; } = new(width);

    /// <summary>
    /// The positions of each function, as indexes of <see cref="Selfs"/>; set by <see cref="Index"/>.
    /// </summary>
    public IndexLists SelfsOf { get; private set; } = IndexLists.Empty;

    /// <summary>
    /// The calls that each function makes, as indexes of <see cref="Arcs"/>; set by <see cref="Index"/>.
    /// </summary>
    public IndexLists ArcsFrom { get; private set; } = IndexLists.Empty;

    /// <summary>
    /// The calls that enter each function, as indexes of <see cref="Arcs"/>; set by <see cref="Index"/>.
    /// </summary>
    public IndexLists ArcsTo { get; private set; } = IndexLists.Empty;

    /// <summary>The number of times that a call was made.</summary>
    public Int128 CallsOf(int arc) => _calls[arc];

    /// <summary>Adds a function; its number is returned.</summary>
    public int AddFunction() => FunctionCount++;

    /// <summary>Adds to the self costs of a function at a position.</summary>
    public void AddSelf(int function, int place, ReadOnlySpan<Int128> costs)
    {
        if (!_selfRows.TryGetValue((function, place), out int row))
        {
            row = SelfCosts.Add();
            _selfs.Add(new SelfRow(function, place));
            _selfRows.Add((function, place), row);
        }

        SelfCosts.AddTo(row, costs);
    }

    /// <summary>Adds to the inclusive costs of a call.</summary>
    public void AddCall(int caller, int site, int callee, int entry, ReadOnlySpan<Int128> costs, Int128 calls)
    {
        if (!_arcRows.TryGetValue((caller, site, callee), out int row))
        {
            row = ArcCosts.Add();
            _arcs.Add(new ArcRow(caller, site, callee, entry));
            _calls.Add(0);
            _arcRows.Add((caller, site, callee), row);
        }

        ArcCosts.AddTo(row, costs);
        _calls[row] += calls;
    }

    /// <summary>Lists positions and calls by function, once all were added.</summary>
    public void Index()
    {
        SelfsOf = IndexLists.Create(FunctionCount, _selfs.Count, i => _selfs[i].Function);
        ArcsFrom = IndexLists.Create(FunctionCount, _arcs.Count, i => _arcs[i].Caller);
        ArcsTo = IndexLists.Create(FunctionCount, _arcs.Count, i => _arcs[i].Callee);
    }

    /// <summary>The same graph with some of its events, or another value in place of each cost.</summary>
    /// <param name="events">The events.</param>
    /// <param name="change">Returns the new value of a cost.</param>
    public FlowGraph Select(int[] events, Func<Int128, Int128> change)
    {
        var graph = new FlowGraph(events.Length)
        {
            FunctionCount = FunctionCount,
            SelfCosts = Select(SelfCosts, events, change),
            ArcCosts = Select(ArcCosts, events, change),
            SelfsOf = SelfsOf,
            ArcsFrom = ArcsFrom,
            ArcsTo = ArcsTo,
        };
        graph._selfs.AddRange(_selfs);
        graph._arcs.AddRange(_arcs);
        graph._calls.AddRange(_calls);
        return graph;
    }

    /// <summary>The sums of all self costs.</summary>
    public Int128[] Totals()
    {
        var totals = new CostTable(width);
        totals.Add();
        for (int row = 0; row < SelfCosts.Count; row++)
        {
            totals.AddTo(0, SelfCosts[row]);
        }

        return totals[0].ToArray();
    }

    private static CostTable Select(CostTable costs, int[] events, Func<Int128, Int128> change)
    {
        var selected = new CostTable(events.Length, costs.Count);
        for (int row = 0; row < costs.Count; row++)
        {
            int added = selected.Add();
            for (int i = 0; i < events.Length; i++)
            {
                selected[added][i] = change(costs[row][events[i]]);
            }
        }

        return selected;
    }
}
