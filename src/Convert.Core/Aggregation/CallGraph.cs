namespace Refold.Aggregation;

/// <summary>
/// Who calls whom, and what that costs: the graph that the pprof tool draws, with its rules for what is worth showing.
/// </summary>
/// <remarks>
/// Nodes and edges that cost little are left out first; of the rest, those that tell most: that cost much, and whose
/// callers or callees are many. Where nodes between two others are left out, a residual edge joins these, unless there
/// is another way from one to the other.
/// </remarks>
public sealed class CallGraph
{
    private CallGraph(IReadOnlyList<CallGraphNode> nodes) => Nodes = nodes;

    /// <summary>The nodes shown, the most telling first.</summary>
    public IReadOnlyList<CallGraphNode> Nodes { get; }

    /// <summary>
    /// What percentages are of: the sum of all values without sign, or of those of the base in a difference that has it.
    /// </summary>
    public required long Total { get; init; }

    /// <summary>How many nodes are left out since they cost less than the cut-off.</summary>
    public int DroppedNodes { get; private init; }

    /// <summary>How many edges between nodes shown are left out since they cost less than the cut-off.</summary>
    public int DroppedEdges { get; private init; }

    /// <summary>How many nodes cost enough; more than <see cref="Nodes"/> has if only some could be shown.</summary>
    public int CandidateCount { get; private init; }

    /// <summary>The graph of a profile.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="type">The sample type, from 0, whose values count.</param>
    /// <param name="options">What to show.</param>
    /// <param name="cancellation">Cancels the work.</param>
    public static CallGraph Of(
        Profile profile, int type, CallGraphOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(options);
        var builder = new CallGraphBuilder(profile, type, options.Granularity, cancellation);
        CallGraphNode?[] all = builder.Totals();
        int count = all.Count(n => n is not null);
        double total = all.Sum(n => (double)(n?.Flat ?? 0));
        var trimmer = new CallGraphTrimmer(
            Math.Abs((long)(total * options.NodeFraction)), Math.Abs((long)(total * options.EdgeFraction)));
        bool[] isShown = Array.ConvertAll(all, trimmer.CostsEnough);
        List<CallGraphNode> nodes = builder.Build(isShown);
        int candidates = nodes.Count;
        int droppedEdges = trimmer.Trim(nodes);
        HashSet<CallGraphFrame>? top = CallGraphTrimmer.Top(nodes, options.NodeCount);
        if (top is not null)
        {
            nodes = builder.Build(Array.ConvertAll(all, n => n is not null && top.Contains(n.Frame)));
            droppedEdges = trimmer.Trim(nodes);
        }

        CallGraphTrimmer.RemoveRedundantEdges(nodes);
        return new CallGraph(nodes)
        {
            Total = builder.Total(),
            CandidateCount = candidates,
            DroppedNodes = count - candidates,
            DroppedEdges = droppedEdges,
        };
    }
}
