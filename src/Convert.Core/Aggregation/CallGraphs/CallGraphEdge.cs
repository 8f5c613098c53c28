namespace Refold.Aggregation;

/// <summary>The calls of one node by another.</summary>
/// <param name="Source">The caller.</param>
/// <param name="Target">The callee.</param>
/// <param name="Weight">The sum of the samples with such a call, each counted once.</param>
/// <param name="IsResidual">Whether some of the calls pass through nodes that are not shown.</param>
/// <param name="IsInlined">Whether all of the calls are inlined.</param>
public sealed record CallGraphEdge(
    CallGraphNode Source, CallGraphNode Target, Int128 Weight, bool IsResidual, bool IsInlined)
{
    /// <summary>Compares edges: the heaviest is first, then by the names of source and target.</summary>
    public static int Compare(CallGraphEdge a, CallGraphEdge b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        int order = Int128.Abs(b.Weight).CompareTo(Int128.Abs(a.Weight));
        order = order != 0 ? order : string.CompareOrdinal(a.Source.Frame.ToString(), b.Source.Frame.ToString());
        return order != 0 ? order : string.CompareOrdinal(a.Target.Frame.ToString(), b.Target.Frame.ToString());
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Source.Frame} {(IsResidual ? "..." : "->")} {Target.Frame} {Weight}";
}
