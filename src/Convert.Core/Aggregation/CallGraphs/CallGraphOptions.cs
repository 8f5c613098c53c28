namespace Refold.Aggregation;

/// <summary>Options of a call graph; the defaults are pprof's.</summary>
public sealed record CallGraphOptions
{
    /// <summary>
    /// The properties by which nodes differ; packages and modules, which pprof does not have, count as files and
    /// functions.
    /// </summary>
    public FrameGranularity Granularity { get; init; } = FrameGranularity.Functions;

    /// <summary>The maximum number of nodes and tags to show; 0 for all.</summary>
    public int NodeCount { get; init; } = 80;

    /// <summary>The fraction of the total, 0 to 1, below which a node is dropped.</summary>
    public double NodeFraction { get; init; } = 0.005;

    /// <summary>The fraction of the total, 0 to 1, below which an edge is dropped.</summary>
    public double EdgeFraction { get; init; } = 0.001;
}
