namespace Refold.Aggregation;

/// <summary>That one node calls another.</summary>
/// <param name="Source">The caller.</param>
/// <param name="Target">What it calls.</param>
/// <param name="Weight">The sum of the samples with such a call, each counted once.</param>
/// <param name="IsResidual">True if there are nodes between the two that are not shown.</param>
/// <param name="IsInlined">True if all these calls were inlined.</param>
public sealed record CallGraphEdge(
    CallGraphNode Source, CallGraphNode Target, Int128 Weight, bool IsResidual, bool IsInlined)
{
    /// <summary>The order of edges: the heaviest first, then by the names of source and target.</summary>
    public static int Heavier(CallGraphEdge a, CallGraphEdge b)
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
