namespace Refold.Formats.FlameGraph;

/// <summary>By what the frames of a differential graph are coloured: red for more, blue for less.</summary>
public enum FlameGraphDifference
{
    /// <summary>
    /// By the change of the samples that ended in the frame itself, as flamegraph.pl does: callers are white.
    /// </summary>
    Self,

    /// <summary>By the change of the frame and all it called.</summary>
    Total,

    /// <summary>
    /// As <see cref="Total"/>, but against the frame's own size: what doubled is as red however small.
    /// </summary>
    Relative,

    /// <summary>Not at all: the graph shows one column as if there were no other.</summary>
    None,
}
