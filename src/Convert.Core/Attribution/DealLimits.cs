namespace Refold.Attribution;

/// <summary>The precision and the limits of one try to distribute costs over stacks.</summary>
/// <param name="Detail">The fraction of an event's total from which a cost gets a stack of its own.</param>
/// <param name="MaxParcels">The maximum number of callers' stacks that a part keeps apart.</param>
/// <param name="MaxNodes">The maximum number of frames in the tree of stacks.</param>
/// <param name="MaxStacks">The maximum number of stacks.</param>
internal sealed record DealLimits(double Detail, int MaxParcels, long MaxNodes, long MaxStacks);
