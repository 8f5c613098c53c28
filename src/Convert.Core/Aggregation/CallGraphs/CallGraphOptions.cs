namespace Refold.Aggregation;

/// <summary>What a call graph shows; the defaults are the pprof tool's.</summary>
public sealed record CallGraphOptions
{
    /// <summary>What tells nodes apart: functions, or files and functions, files, lines, addresses.</summary>
    public FrameGranularity Granularity { get; init; } = FrameGranularity.Functions;

    /// <summary>How many nodes to show at most, a label counted as a node; 0 for all.</summary>
    public int NodeCount { get; init; } = 80;

    /// <summary>Nodes with less than this part of the total, 0 to 1, are not shown.</summary>
    public double NodeFraction { get; init; } = 0.005;

    /// <summary>Edges with less than this part of the total, 0 to 1, are not shown.</summary>
    public double EdgeFraction { get; init; } = 0.001;
}
