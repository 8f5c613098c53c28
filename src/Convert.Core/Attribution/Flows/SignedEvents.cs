namespace Refold.Attribution;

/// <summary>
/// Distributes the self costs of events that have values below zero, such as memory allocated and freed.
/// </summary>
/// <remarks>
/// Proportions of values with different signs mean nothing, so these costs are not passed along calls. The cost of a
/// position is split among the stacks that end there, in proportion to their costs of other events:
/// <code>
///     position c.c:9, allocated bytes −100      stacks main;a;c 30 Ir, main;b;c 10 Ir      ─►      −75, −25
/// </code>
/// </remarks>
internal sealed class SignedEvents
{
    private readonly FlowGraph _graph;
    private readonly DealtStacks _stacks;
    private readonly int[] _signed;
    private readonly Dictionary<(int Function, int Place), List<int>> _stacksOf = [];

    /// <summary>Distributes the costs.</summary>
    /// <param name="graph">The graph, with all its events.</param>
    /// <param name="stacks">The stacks, with the costs of other events only.</param>
    /// <param name="signed">The events with values below zero.</param>
    public SignedEvents(FlowGraph graph, DealtStacks stacks, int[] signed)
    {
        _graph = graph;
        _stacks = stacks;
        _signed = signed;
        Costs = new CostTable(signed.Length, stacks.Samples.Count);
        for (int i = 0; i < stacks.Samples.Count; i++)
        {
            _ = Costs.Add();
            (int node, int place) = stacks.Samples[i];
            (int Function, int Place) key = (stacks.Tree.Function(node), place);
            if (!_stacksOf.TryGetValue(key, out List<int>? list))
            {
                list = [];
                _stacksOf.Add(key, list);
            }

            list.Add(i);
        }

        for (int row = 0; row < graph.Selfs.Count; row++)
        {
            Deal(row);
        }
    }

    /// <summary>The costs of each stack, of signed events only.</summary>
    public CostTable Costs { get; }

    private void Deal(int row)
    {
        for (int i = 0; i < _signed.Length; i++)
        {
            Int128 cost = _graph.SelfCosts[row][_signed[i]];
            if (cost != 0)
            {
                Deal(StacksOf(_graph.Selfs[row]), i, cost);
            }
        }
    }

    private List<int> StacksOf(SelfRow self)
    {
        if (!_stacksOf.TryGetValue((self.Function, self.Place), out List<int>? list))
        {
            int known = _stacks.Tree.FirstOf(self.Function);
            int node = known >= 0 ? known : _stacks.Tree.Push(-1, self.Function, -1);
            list = [_stacks.Samples.Count];
            _stacks.AddSample(node, self.Place, new Int128[_stacks.Costs.Width]);
            _ = Costs.Add();
            _stacksOf.Add((self.Function, self.Place), list);
        }

        return list;
    }

    private void Deal(List<int> stacks, int index, Int128 cost)
    {
        var shares = new Int128[stacks.Count];
        ProportionalShares.Split(Int128.Abs(cost), WeightsOf(stacks), shares);
        for (int i = 0; i < shares.Length; i++)
        {
            Costs[stacks[i]][index] += cost < 0 ? -shares[i] : shares[i];
        }
    }

    // The weights are the costs of the first event that has any.
    private Int128[] WeightsOf(List<int> stacks)
    {
        var weights = new Int128[stacks.Count];
        for (int e = 0; e < _stacks.Costs.Width && !weights.AsSpan().ContainsAnyExcept(Int128.Zero); e++)
        {
            for (int i = 0; i < weights.Length; i++)
            {
                weights[i] = _stacks.Costs[stacks[i]][e];
            }
        }

        return weights;
    }
}
