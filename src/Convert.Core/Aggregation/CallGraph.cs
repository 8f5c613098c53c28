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
        (Int128 size, Int128 baseline) = SizesOf(profile, type);
        long total = long.CreateSaturating(baseline > 0 ? baseline : size);

        // No sum can be larger than that of all sizes, and mostly these fit into half the bits.
        FrameGranularity granularity = options.Granularity;
        return size <= long.MaxValue
            ? Of(new CallGraphBuilder<long>(profile, type, granularity, cancellation), total, options)
            : Of(new CallGraphBuilder<Int128>(profile, type, granularity, cancellation), total, options);
    }

    private static CallGraph Of<T>(CallGraphBuilder<T> builder, long total, CallGraphOptions options)
        where T : struct, INumber<T>
    {
        CallGraphCost<T>[] costs = builder.Costs();
        double flat = costs.Sum(c => double.CreateSaturating(c.Flat));
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

    private static long Part(double total, double fraction) => (long)Math.Min(Math.Abs(total * fraction), long.MaxValue);

    // The sum of all values without sign, and of those that a difference marks as its base's.
    private static (Int128 All, Int128 Base) SizesOf(Profile profile, int type)
    {
        bool[] isBase = new bool[profile.LabelSetCount + 1];
        for (int i = 1; i < isBase.Length; i++)
        {
            isBase[i] = IsBase(profile, new LabelSetId(i));
        }

        Int128 all = 0;
        Int128 baseline = 0;
        foreach (Sample sample in profile.Samples)
        {
            Int128 size = Int128.Abs(sample[type]);
            all += size;
            baseline += isBase[sample.Labels.Number] ? size : 0;
        }

        return (all, baseline);
    }

    private static bool IsBase(Profile profile, LabelSetId labels)
    {
        foreach (Label label in profile[labels])
        {
            if (label.Kind == LabelKind.Text && profile.Text(label.Key) == ProfileDiffer.BaseKey)
            {
                return profile.Text(label.Text) == ProfileDiffer.BaseText;
            }
        }

        return false;
    }
}
