namespace Refold.Attribution;

/// <summary>
/// The strongly connected parts of a call graph: functions that call each other, directly or not, are one part. Parts
/// are numbered callees first.
/// </summary>
/// <remarks>
/// Tarjan's algorithm, with a stack of its own: a chain of a million functions must not end the program.
/// <code>
///     main ─► even ⇄ odd ─► log        part 0: log      part 1: odd, even      part 2: main
/// </code>
/// </remarks>
internal sealed class GraphParts
{
    private readonly FlowGraph _graph;
    private readonly int[] _order;
    private readonly int[] _low;
    private readonly int[] _next;
    private readonly List<int> _open = [];
    private int _seen;

    /// <summary>Finds the parts of a graph.</summary>
    public GraphParts(FlowGraph graph, CancellationToken cancellation)
    {
        _graph = graph;
        int count = graph.FunctionCount;
        PartOf = new int[count];
        Array.Fill(PartOf, -1);
        _order = new int[count];
        _low = new int[count];
        _next = new int[count];
        for (int function = 0; function < count; function++)
        {
            if (_order[function] == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                Visit(function);
            }
        }

        Members = IndexLists.Create(Count, count, f => PartOf[f]);
    }

    /// <summary>The part of each function.</summary>
    public int[] PartOf { get; }

    /// <summary>The number of parts.</summary>
    public int Count { get; private set; }

    /// <summary>The functions of each part.</summary>
    public IndexLists Members { get; }

    private void Visit(int root)
    {
        var path = new Stack<int>();
        Open(root, path);
        while (path.TryPeek(out int function))
        {
            ReadOnlySpan<int> arcs = _graph.ArcsFrom[function];
            if (_next[function] == arcs.Length)
            {
                _ = path.Pop();
                Close(function, path);
                continue;
            }

            int callee = _graph.Arcs[arcs[_next[function]++]].Callee;
            if (_order[callee] == 0)
            {
                Open(callee, path);
            }
            else if (PartOf[callee] < 0)
            {
                _low[function] = Math.Min(_low[function], _order[callee]);
            }
        }
    }

    private void Open(int function, Stack<int> path)
    {
        _order[function] = ++_seen;
        _low[function] = _seen;
        _open.Add(function);
        path.Push(function);
    }

    private void Close(int function, Stack<int> path)
    {
        if (path.TryPeek(out int caller))
        {
            _low[caller] = Math.Min(_low[caller], _low[function]);
        }

        if (_low[function] != _order[function])
        {
            return;
        }

        int first = _open.LastIndexOf(function);
        for (int i = first; i < _open.Count; i++)
        {
            PartOf[_open[i]] = Count;
        }

        _open.RemoveRange(first, _open.Count - first);
        Count++;
    }
}
