using System.Numerics;

namespace Refold.Aggregation;

/// <summary>Chooses the nodes, edges and tags of a call graph that are shown, by pprof's rules.</summary>
/// <remarks>
/// The score of a node is its cumulative cost times the entropy of its calls, plus its flat cost. A node that passes on
/// all costs of one caller to one callee has entropy 0 and so is shown last:
/// <code>
/// a ─10─► pass ─10─► b       entropy of callers 0, of callees 0              score of pass   0
/// a ─10─► hub ─5─► b         entropy of callers 0, of callees 1 bit (5, 5)   score of hub   10 × (0 + 1)
///              └5─► c
/// </code>
/// </remarks>
/// <param name="nodeCutoff">The minimum cumulative cost of nodes and tags.</param>
/// <param name="edgeCutoff">The minimum weight of edges.</param>
internal sealed class CallGraphTrimmer(Int128 nodeCutoff, Int128 edgeCutoff)
{
    private const int MaxTags = 4;

    // Where positive and negative values nearly cancel out, entropies are as large as the values: the product of two
    // values of 64 bits and a logarithm does not fit into 128 bits.
    private const double MaxScore = 1e38;

    /// <summary>Whether the cumulative cost of a node reaches the cut-off.</summary>
    public bool ReachesCutoff<T>(FrameCost<T> cost)
        where T : struct, INumber<T> =>
        cost.IsAny && Int128.Abs(Int128.CreateTruncating(cost.Cumulative)) >= nodeCutoff;

    /// <summary>
    /// Sorts nodes, the most significant first, and removes tags and edges below the cut-offs. Returns the number of
    /// removed edges.
    /// </summary>
    public int Trim(List<CallGraphNode> nodes)
    {
        Dictionary<CallGraphNode, Int128> scores = nodes.ToDictionary(n => n, Score);
        nodes.Sort((a, b) =>
            Int128.Abs(scores[b]).CompareTo(Int128.Abs(scores[a])) is not 0 and var byScore ? byScore
            : string.CompareOrdinal(a.Frame.ToString(), b.Frame.ToString()) is not 0 and var byName ? byName
            : Int128.Abs(b.Flat).CompareTo(Int128.Abs(a.Flat)) is not 0 and var byFlat ? byFlat
            : Int128.Abs(b.Cumulative).CompareTo(Int128.Abs(a.Cumulative)) is not 0 and var byCumulative ? byCumulative
            : string.CompareOrdinal(a.Frame.Binary, b.Frame.Binary));
        int dropped = 0;
        foreach (CallGraphNode node in nodes)
        {
            node.OwnTags.RemoveAll(t => Int128.Abs(t.Flat) < nodeCutoff && Int128.Abs(t.Cumulative) < nodeCutoff);
            node.Outgoing.RemoveAll(e => Int128.Abs(e.Weight) < edgeCutoff);
            dropped += node.Incoming.RemoveAll(e => Int128.Abs(e.Weight) < edgeCutoff);
            node.Incoming.Sort(CallGraphEdge.Compare);
            node.Outgoing.Sort(CallGraphEdge.Compare);
        }

        return dropped;
    }

    /// <summary>The first nodes, up to a number that counts tags, too; 0 returns all.</summary>
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
    /// Removes residual edges whose ends are joined by another path, the lightest first, but none that is heavier than
    /// a direct call of the same node.
    /// </summary>
    public static void RemoveRedundantEdges(List<CallGraphNode> nodes)
    {
        for (int i = nodes.Count - 1; i >= 0; i--)
        {
            List<CallGraphEdge> edges = nodes[i].Incoming;
            for (int at = edges.Count - 1; at >= 0 && edges[at].IsResidual; at--)
            {
                CallGraphEdge edge = edges[at];
                if (HasOtherPath(edge))
                {
                    edges.RemoveAt(at);
                    edge.Source.Outgoing.Remove(edge);
                }
            }
        }
    }

    private static bool HasOtherPath(CallGraphEdge edge)
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

    private static Int128 Score(CallGraphNode node)
    {
        double callers = node.In.Count == 0 ? 1 : Entropy(node.In, 0);
        double callees = node.Out.Count == 0 ? 1 : Entropy(node.Out, (double)node.Flat);
        double score = Math.Clamp((callers + callees) * (double)node.Cumulative, -MaxScore, MaxScore);
        return (Int128)Math.Truncate(score) + node.Flat;
    }

    // A sum of doubles depends on the order of its terms. Weights are added by size, so that the order of samples does
    // not matter.
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
