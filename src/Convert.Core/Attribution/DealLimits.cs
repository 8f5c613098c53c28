namespace Refold.Attribution;

/// <summary>How finely costs are dealt out, and when to give up.</summary>
/// <param name="Detail">The share of an event's total from which a pair is worth a stack.</param>
/// <param name="MaxParcels">The number of callers' stacks that one part keeps apart.</param>
/// <param name="MaxNodes">The number of frames of the tree.</param>
/// <param name="MaxStacks">The number of stacks.</param>
internal sealed record DealLimits(double Detail, int MaxParcels, long MaxNodes, long MaxStacks);
