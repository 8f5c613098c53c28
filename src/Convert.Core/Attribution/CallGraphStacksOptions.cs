namespace Refold.Attribution;

/// <summary>How finely a call graph is split into stacks, and how many stacks there may be.</summary>
public sealed record CallGraphStacksOptions
{
    /// <summary>
    /// The share of an event's total below which a cost is not split among callers any more, from 0 to 1. Sums are
    /// exact at any value: what is not split goes whole to one of the callers.
    /// </summary>
    public double Detail { get; init; } = 1e-5;

    /// <summary>The number of stacks above which the graph is split less finely.</summary>
    public long MaxStacks { get; init; } = 1_000_000;

    /// <summary>
    /// Whether the graph is known to be incomplete: its cycles, and what does not balance, are then not reported.
    /// </summary>
    public bool IsIncomplete { get; init; }

    /// <summary>The names of the events, in the order of their costs, for messages; may be shorter than that.</summary>
    public IReadOnlyList<string> EventNames { get; init; } = [];
}
