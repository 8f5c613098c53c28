using System.Numerics;

namespace Refold.Aggregation;

/// <summary>The call graph of a profile, as pprof draws it.</summary>
/// <remarks>
/// <code>
/// main;a;b 10            main ─10─► a ─10─► b        flat b 10    cumulative 10 each
///
/// without a              main ┄10┄► b                a residual edge
/// </code>
/// Large graphs are trimmed by pprof's rules, in this order:
/// <list type="number">
/// <item>Nodes and edges below a cut-off are dropped (<see cref="CallGraphOptions.NodeFraction"/>,
/// <see cref="CallGraphOptions.EdgeFraction"/>).</item>
/// <item>The most significant nodes are kept, at most <see cref="CallGraphOptions.NodeCount"/>: those with high costs
/// and with costs from many callers or to many callees.</item>
/// <item>Where the nodes between two others are dropped, a residual edge joins these, unless another path does.</item>
/// </list>
/// </remarks>
public sealed class CallGraph
{
    private CallGraph(IReadOnlyList<CallGraphNode> nodes) => Nodes = nodes;

    /// <summary>The nodes that are shown, the most significant first.</summary>
    public IReadOnlyList<CallGraphNode> Nodes { get; }

    /// <summary>
    /// The total that percentages are of: that of <see cref="Profile.ReferenceTotals"/>, if the profile has them; else
    /// the sum of absolute values after equal stacks are summed, or of those of the base in a difference with a marked
    /// base.
    /// </summary>
    public required Int128 Total { get; init; }

    /// <summary>The number of nodes below the cut-off.</summary>
    public int DroppedNodes { get; private init; }

    /// <summary>The number of edges between shown nodes that are below the cut-off.</summary>
    public int DroppedEdges { get; private init; }

    /// <summary>The number of nodes above the cut-off, of which <see cref="Nodes"/> are shown.</summary>
    public int CandidateCount { get; private init; }

    /// <summary>Creates the call graph of a profile.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="type">The index of the sample type, from 0.</param>
    /// <param name="options">The granularity and the rules for dropping nodes and edges.</param>
    /// <param name="cancellation">Cancels the work.</param>
    public static CallGraph Create(
        Profile profile, int type, CallGraphOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(options);
        (Int128 size, bool isMixed) = SizeOf(profile, type);

        // No sum is larger than that of all absolute values, and mostly these fit into half the bits, which is faster.
        return size <= long.MaxValue ? Sum<long>() : Sum<Int128>();

        CallGraph Sum<T>()
            where T : struct, INumber<T>
        {
            var builder = new CallGraphBuilder<T>(profile, type, options.Granularity, cancellation);
            Int128 total = profile.ReferenceTotals?.Totals[type] ?? (isMixed ? builder.SizeOfSums() : size);
            return Create(builder, total, options);
        }
    }

    private static CallGraph Create<T>(CallGraphBuilder<T> builder, Int128 total, CallGraphOptions options)
        where T : struct, INumber<T>
    {
        FrameCost<T>[] costs = builder.Costs();
        double flat = (double)costs.Aggregate(Int128.Zero, (sum, c) => sum + Int128.CreateTruncating(c.Flat));
        var trimmer = new CallGraphTrimmer(Part(flat, options.NodeFraction), Part(flat, options.EdgeFraction));
        List<CallGraphNode> nodes = builder.Build(Array.ConvertAll(costs, trimmer.ReachesCutoff));
        int candidates = nodes.Count;
        int droppedEdges = trimmer.Trim(nodes);
        List<CallGraphNode> top = CallGraphTrimmer.Top(nodes, options.NodeCount);
        if (top.Count < nodes.Count)
        {
            bool[] isTop = new bool[costs.Length];
            top.ForEach(n => isTop[n.Number] = true);
            nodes = builder.Build(isTop);
            droppedEdges = trimmer.Trim(nodes);
        }

        CallGraphTrimmer.RemoveRedundantEdges(nodes);
        return new CallGraph(nodes)
        {
            Total = total,
            CandidateCount = candidates,
            DroppedNodes = costs.Count(c => c.IsAny) - candidates,
            DroppedEdges = droppedEdges,
        };
    }

    private static Int128 Part(double total, double fraction) => (Int128)Math.Abs(total * fraction);

    // The sum of absolute values, and whether it may change when equal stacks are summed or only the base counts.
    private static (Int128 Size, bool IsMixed) SizeOf(Profile profile, int type)
    {
        Int128 size = profile.Samples.Size(type);
        bool hasBothSigns = Int128.Abs(profile.Samples.Sum(type)) != size;
        return (size, hasBothSigns || ReferenceTotals.HasBase(profile));
    }
}
