using System.Numerics;

namespace Refold.Aggregation;

/// <summary>Chooses what of a call graph is worth showing, by the rules of the pprof tool.</summary>
/// <param name="nodeCutoff">What nodes and tags must cost at least.</param>
/// <param name="edgeCutoff">What edges must cost at least.</param>
internal sealed class CallGraphTrimmer(Int128 nodeCutoff, Int128 edgeCutoff)
{
    private const int MaxTags = 4;

    // Where positive and negative values nearly cancel out, entropies are as large as the values: 64 bits times 64 bits
    // times a logarithm is beyond 128 bits.
    private const double MaxScore = 1e38;

    /// <summary>True if a node costs enough, with all it calls.</summary>
    public bool IsEnough<T>(FrameCost<T> cost)
        where T : struct, INumber<T> =>
        cost.IsAny && Int128.Abs(Int128.CreateTruncating(cost.Cumulative)) >= nodeCutoff;

    /// <summary>
    /// Sorts nodes, the most telling first, then takes away tags and edges that cost too little. Returns how many edges.
    /// </summary>
    public int Trim(List<CallGraphNode> nodes)
    {
        Dictionary<CallGraphNode, Int128> scores = nodes.ToDictionary(n => n, Score);
        nodes.Sort((a, b) =>
            Int128.Abs(scores[b]).CompareTo(Int128.Abs(scores[a])) is not 0 and var byScore ? byScore
            : string.CompareOrdinal(a.Frame.ToString(), b.Frame.ToString()) is not 0 and var byName ? byName
            : Int128.Abs(b.Flat).CompareTo(Int128.Abs(a.Flat)) is not 0 and var byFlat ? byFlat
            : Int128.Abs(b.Cum).CompareTo(Int128.Abs(a.Cum)) is not 0 and var byCum ? byCum
            : string.CompareOrdinal(a.Frame.Binary, b.Frame.Binary));
        int dropped = 0;
        foreach (CallGraphNode node in nodes)
        {
            node.OwnTags.RemoveAll(t => Int128.Abs(t.Flat) < nodeCutoff && Int128.Abs(t.Cum) < nodeCutoff);
            node.Outgoing.RemoveAll(e => Int128.Abs(e.Weight) < edgeCutoff);
            dropped += node.Incoming.RemoveAll(e => Int128.Abs(e.Weight) < edgeCutoff);
            node.Incoming.Sort(CallGraphEdge.Heavier);
            node.Outgoing.Sort(CallGraphEdge.Heavier);
        }

        return dropped;
    }

    /// <summary>The first nodes, as many as may be shown, tags counted as nodes.</summary>
    public static List<CallGraphNode> Top(List<CallGraphNode> nodes, int count)
    {
        int taken = 0;
        int weight = 0;
        while (taken < nodes.Count && (count == 0 || weight < count))
        {
            weight += 1 + Math.Min(nodes[taken].Tags.Count(t => t.Flat != 0), MaxTags);
            taken++;
        }

        return nodes[..taken];
    }

    /// <summary>
    /// Takes away residual edges whose ends are joined some other way, the lightest first; not those that weigh more
    /// than a direct call of the same node.
    /// </summary>
    public static void RemoveRedundantEdges(List<CallGraphNode> nodes)
    {
        for (int i = nodes.Count - 1; i >= 0; i--)
        {
            List<CallGraphEdge> edges = nodes[i].Incoming;
            for (int at = edges.Count - 1; at >= 0 && edges[at].IsResidual; at--)
            {
                CallGraphEdge edge = edges[at];
                if (HasOtherWay(edge))
                {
                    edges.RemoveAt(at);
                    edge.Source.Outgoing.Remove(edge);
                }
            }
        }
    }

    private static bool HasOtherWay(CallGraphEdge edge)
    {
        var seen = new HashSet<CallGraphNode> { edge.Target };
        var queue = new Queue<CallGraphNode>([edge.Target]);
        while (queue.TryDequeue(out CallGraphNode? node))
        {
            foreach (CallGraphEdge other in node.Incoming)
            {
                if (ReferenceEquals(other, edge))
                {
                    continue;
                }

                if (other.Source == edge.Source)
                {
                    return true;
                }

                if (seen.Add(other.Source))
                {
                    queue.Enqueue(other.Source);
                }
            }
        }

        return false;
    }

    // What only hands on all it gets tells little; what has many callers or callees tells much.
    private static Int128 Score(CallGraphNode node)
    {
        double callers = node.In.Count == 0 ? 1 : Entropy(node.In, 0);
        double callees = node.Out.Count == 0 ? 1 : Entropy(node.Out, (double)node.Flat);
        double score = Math.Clamp((callers + callees) * (double)node.Cum, -MaxScore, MaxScore);
        return (Int128)Math.Truncate(score) + node.Flat;
    }

    // A sum of doubles depends on the order in which they are added: weights are added by size, so that the order of
    // the samples does not matter.
    private static double Entropy(IReadOnlyList<CallGraphEdge> edges, double self)
    {
        double[] weights = [.. edges.Select(e => (double)e.Weight)];
        Array.Sort(weights);
        double total = self + weights.Sum(w => Math.Max(w, 0));
        return total == 0 ? 0 : weights.Sum(w => Part(w / total)) + (self > 0 ? Part(self / total) : 0);
    }

    private static double Part(double fraction)
    {
        double size = Math.Abs(fraction);
        return size == 0 ? 0 : -size * Math.Log2(size);
    }
}
