using System.Numerics;

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
    /// What percentages are of: <see cref="Profile.ReferenceTotals"/> if the profile has one; else the sum of all values without
    /// sign, equal stacks summed before, or of those of the base in a difference that has it.
    /// </summary>
    public required Int128 Total { get; init; }

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
    public static CallGraph Create(
        Profile profile, int type, CallGraphOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(options);
        (Int128 size, bool isMixed) = SizeOf(profile, type);

        // No sum can be larger than that of all sizes, and mostly these fit into half the bits.
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
        List<CallGraphNode> nodes = builder.Build(Array.ConvertAll(costs, trimmer.IsEnough));
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

    // The sum of all values without sign, and whether summing equal stacks, or looking for a base, could change it.
    private static (Int128 Size, bool IsMixed) SizeOf(Profile profile, int type)
    {
        Int128 size = 0;
        bool hasPositive = false;
        bool hasNegative = false;
        foreach (Sample sample in profile.Samples)
        {
            long value = sample[type];
            size += Int128.Abs(value);
            hasPositive |= value > 0;
            hasNegative |= value < 0;
        }

        return (size, (hasPositive && hasNegative) || ReferenceTotals.HasBase(profile));
    }
}
