namespace Refold.Attribution;

/// <summary>The precision and the number of the stacks that a call graph is turned into.</summary>
public sealed record CallGraphStacksOptions
{
    /// <summary>
    /// The fraction of an event's total, from 0 to 1, below which a cost is not split among callers but given to one of
    /// them as a whole. Sums are exact at any value.
    /// </summary>
    public double Detail { get; init; } = 1e-5;

    /// <summary>The number of stacks above which the graph is split less finely.</summary>
    public long MaxStacks { get; init; } = 1_000_000;

    /// <summary>
    /// Whether the graph is known to be incomplete, as of a truncated file: cycles and imbalances are then not
    /// reported.
    /// </summary>
    public bool IsIncomplete { get; init; }

    /// <summary>The names of the events, in the order of their costs, for messages; the list may be shorter.</summary>
    public IReadOnlyList<string> EventNames { get; init; } = [];
}
