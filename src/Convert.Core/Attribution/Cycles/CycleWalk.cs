namespace Refold.Attribution;

/// <summary>
/// Finds the paths through a cycle by walks from each member where costs leave the cycle up to its callers, in
/// proportion to the costs of their calls, until the walk leaves the cycle. The walks are in proportion without random
/// numbers, since each member carries fractions over to its next walk.
/// </summary>
/// <remarks>
/// <code>
///     main ─100─► even 50 ⇄ odd 50      even is entered from outside for 100, by odd for 200, odd by even alone
///
///     up from even:  ⅓ leave at once, ⅔ go on to odd and even      ─►  even 17        even;odd;even 33
///     up from odd:   all go to even, and leave or turn again       ─►  even;odd 50
/// </code>
/// A loop without a function that is new on the path is skipped, so that paths stay short.
/// </remarks>
internal sealed class CycleWalk
{
    private const int MaxDepth = 1000;

    private readonly CycleGraph _graph;
    private readonly CycleEffort _effort;
    private readonly double[] _entryShares;
    private readonly double[][] _shares;
    private readonly double[][] _credits;
    private readonly int[] _shortest;
    private readonly PathTree _up = new();
    private readonly Queue<int> _states = [];
    private readonly List<long> _waiting = [];
    private readonly List<long> _tokens = [];
    private readonly Dictionary<(int Entry, int Leaf), List<int>> _pairs = [];
    private readonly int[] _marks;
    private int _mark;
    private long[] _given = [];
    private double[] _rest = [];
    private int[] _candidates = [];
    private int _stateCount;

    /// <summary>Creates walks through a cycle.</summary>
    /// <param name="graph">The cycle.</param>
    /// <param name="entries">The cost that enters each member from outside.</param>
    /// <param name="boost">The factor of the costs of calls within the cycle.</param>
    /// <param name="effort">The work that the walks may still be.</param>
    public CycleWalk(CycleGraph graph, double[] entries, double boost, CycleEffort effort)
    {
        _graph = graph;
        _effort = effort;
        int count = graph.Functions.Length;
        _shares = new double[count][];
        _credits = new double[count][];
        _entryShares = new double[count];
        _marks = new int[count];
        for (int member = 0; member < count; member++)
        {
            SetShares(member, entries[member], boost);
        }

        _shortest = ShortestFrom(entries);
    }

    /// <summary>The paths, from the member that is entered to the member where costs leave.</summary>
    public PathTree Paths { get; } = new();

    /// <summary>
    /// The paths of each pair of a member that is entered and a member where costs leave, in the order of their
    /// discovery.
    /// </summary>
    public IReadOnlyDictionary<(int Entry, int Leaf), List<int>> Pairs => _pairs;

    /// <summary>The number of paths, including unfinished ones.</summary>
    public int PathCount => _up.Count + Paths.Count;

    /// <summary>The number of walks that took a path.</summary>
    public long TokensOf(int path) => path < _tokens.Count ? _tokens[path] : 0;

    /// <summary>Makes walks up from a member.</summary>
    /// <param name="leaf">The member where costs leave the cycle.</param>
    /// <param name="tokens">The number of walks.</param>
    public void Walk(int leaf, long tokens)
    {
        Send(_up.Extend(-1, leaf), tokens);
        while (_states.TryDequeue(out int state))
        {
            long count = _waiting[state];
            _waiting[state] = 0;
            _effort.Spend(1 + _shares[_up.Function(state)].Length);
            if (++_stateCount > CycleEffort.MaxStates || _effort.IsSpent || _up.Depth(state) > MaxDepth)
            {
                Find(_shortest[leaf], leaf, count);
            }
            else
            {
                Deal(state, leaf, count);
            }
        }
    }

    private void SetShares(int member, double entry, double boost)
    {
        ReadOnlySpan<int> arcs = _graph.To[member];
        var shares = new double[arcs.Length];
        double sum = 0;
        for (int i = 0; i < arcs.Length; i++)
        {
            shares[i] = Math.Max(0, _graph.Weight(arcs[i])) * boost;
            sum += shares[i];
        }

        sum += entry;
        for (int i = 0; i < shares.Length; i++)
        {
            shares[i] = sum > 0 ? shares[i] / sum : 1.0 / shares.Length;
        }

        _shares[member] = shares;
        _entryShares[member] = sum > 0 ? entry / sum : 0;
        _credits[member] = new double[arcs.Length + 1];
    }

    private void Send(int state, long tokens)
    {
        while (_waiting.Count <= state)
        {
            _waiting.Add(0);
        }

        if (_waiting[state] == 0)
        {
            _states.Enqueue(state);
        }

        _waiting[state] += tokens;
    }

    private void Deal(int state, int leaf, long tokens)
    {
        int member = _up.Function(state);
        ReadOnlySpan<int> arcs = _graph.To[member];
        Span<long> given = GiveWhole(member, tokens);
        for (int i = 0; i < arcs.Length; i++)
        {
            if (given[i] > 0)
            {
                Send(Next(state, _graph.Caller(arcs[i])), given[i]);
            }
        }

        if (given[^1] > 0)
        {
            int path = -1;
            _effort.Spend(_up.Depth(state));
            for (int at = state; at >= 0; at = _up.Parent(at))
            {
                path = Paths.Extend(path, _up.Function(at));
            }

            Find(path, leaf, given[^1]);
        }
    }

    // The number of walks that go on to each caller and, as the last number, that leave the cycle.
    private Span<long> GiveWhole(int member, long tokens)
    {
        double[] credits = _credits[member];
        int count = credits.Length;
        if (_given.Length < count)
        {
            _given = new long[count * 2];
            _rest = new double[count * 2];
            _candidates = new int[count * 2];
        }

        Span<long> given = _given.AsSpan(0, count);
        long left = tokens;
        for (int i = 0; i < count; i++)
        {
            credits[i] += tokens * ShareOf(member, i);
            given[i] = Math.Max(0, (long)credits[i]);
            left -= given[i];
        }

        if (left != 0)
        {
            GiveRest(given, credits, left, member);
        }

        for (int i = 0; i < count; i++)
        {
            credits[i] -= given[i];
        }

        return given;
    }

    // The fractions sum up to a few walks: these are added where most credit is left, or removed where least is.
    private void GiveRest(Span<long> given, double[] credits, long left, int member)
    {
        int count = 0;
        int sign = Math.Sign(left);
        for (int i = 0; i < given.Length; i++)
        {
            if (ShareOf(member, i) > 0 && (left > 0 || given[i] > 0))
            {
                _rest[i] = (credits[i] - given[i]) * sign;
                _candidates[count++] = i;
            }
        }

        long each = left > 0 && count > 0 ? left / count : 0;
        for (int i = 0; i < count && each > 0; i++)
        {
            given[_candidates[i]] += each;
        }

        left -= each * count;
        int picks = (int)Math.Min(Math.Abs(left), count);
        SortByRest(_candidates.AsSpan(0, count), picks);
        for (int i = 0; i < picks && left != 0; i++)
        {
            long part = left > 0 ? 1 : -Math.Min(given[_candidates[i]], -left);
            given[_candidates[i]] += part;
            left -= part;
        }
    }

    // Moves the candidates with the largest rests to the front; among equals, that of the lower index is first. Nearly
    // always one or two of hundreds are needed, so that sorting all took half of the time of large cycles.
    private void SortByRest(Span<int> candidates, int picks)
    {
        const int FewPicks = 32;
        if (picks > FewPicks)
        {
            candidates.Sort((a, b) => _rest[b].CompareTo(_rest[a]) is var byRest and not 0 ? byRest : a.CompareTo(b));
            return;
        }

        int kept = 0;
        for (int i = 0; i < candidates.Length && picks > 0; i++)
        {
            int candidate = candidates[i];
            double rest = _rest[candidate];
            if (kept == picks && rest <= _rest[candidates[kept - 1]])
            {
                continue;
            }

            kept += kept < picks ? 1 : 0;
            int at = kept - 1;
            for (; at > 0 && rest > _rest[candidates[at - 1]]; at--)
            {
                candidates[at] = candidates[at - 1];
            }

            candidates[at] = candidate;
        }
    }

    private double ShareOf(int member, int index) =>
        index < _shares[member].Length ? _shares[member][index] : _entryShares[member];

    // One step up. A loop back to the same function without a new function on it returns to its start.
    private int Next(int state, int caller)
    {
        int start = state;
        while (start >= 0 && _up.Function(start) != caller)
        {
            start = _up.Parent(start);
        }

        _effort.Spend(_up.Depth(state));
        return start >= 0 && HasNothingNew(state, start) ? start : _up.Extend(state, caller);
    }

    private bool HasNothingNew(int state, int start)
    {
        _mark++;
        for (int at = start; at >= 0; at = _up.Parent(at))
        {
            _marks[_up.Function(at)] = _mark;
        }

        bool isOld = true;
        for (int at = state; at != start && isOld; at = _up.Parent(at))
        {
            isOld = _marks[_up.Function(at)] == _mark;
        }

        return isOld;
    }

    private void Find(int path, int leaf, long tokens)
    {
        if (TokensOf(path) == 0)
        {
            Add((Paths.Root(path), leaf), path);
        }

        _tokens[path] += tokens;
    }

    private void Add((int Entry, int Leaf) pair, int path)
    {
        while (_tokens.Count <= path)
        {
            _tokens.Add(0);
        }

        if (!_pairs.TryGetValue(pair, out List<int>? paths))
        {
            paths = [];
            _pairs.Add(pair, paths);
        }

        paths.Add(path);
    }

    // The shortest path to each member from a member that is entered from outside.
    private int[] ShortestFrom(double[] entries)
    {
        var shortest = new int[entries.Length];
        Array.Fill(shortest, -1);
        var reached = new Queue<int>();
        for (int member = 0; member < entries.Length; member++)
        {
            if (entries[member] > 0)
            {
                shortest[member] = Paths.Extend(-1, member);
                reached.Enqueue(member);
            }
        }

        Reach(shortest, reached);
        return shortest;
    }

    /// <summary>The shortest paths from a member to all others.</summary>
    public int[] ShortestFrom(int entry)
    {
        var shortest = new int[_graph.Functions.Length];
        Array.Fill(shortest, -1);
        shortest[entry] = Paths.Extend(-1, entry);
        Reach(shortest, new Queue<int>([entry]));
        return shortest;
    }

    private void Reach(int[] paths, Queue<int> reached)
    {
        while (reached.TryDequeue(out int member))
        {
            foreach (int arc in _graph.From[member])
            {
                int callee = _graph.Callee(arc);
                if (paths[callee] < 0)
                {
                    paths[callee] = Paths.Extend(paths[member], callee);
                    reached.Enqueue(callee);
                }
            }
        }
    }
}
