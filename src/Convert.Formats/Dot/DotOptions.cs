using Refold.Aggregation;

namespace Refold.Formats.Dot;

/// <summary>What a call graph shows.</summary>
public sealed record DotOptions
{
    /// <summary>The options under their names on the command line.</summary>
    internal static readonly IReadOnlyList<FormatOption> Declared =
    [
        new("nodes", "functions", "What a node is: functions, filefunctions, files, lines or addresses"),
        new("nodecount", "80", "How many nodes to show at most; 0 for all"),
        new("nodefraction", "0.005", "Leave out nodes with less than this part of the total"),
        new("edgefraction", "0.001", "Leave out edges with less than this part of the total"),
        new("tags", "true", "Show the labels of samples as boxes at their nodes"),
        new("drop-frames", "true", "Drop the frames that the profile says are not for people"),
        new("title", "", "Title of the graph; the name of the first binary if not given"),
    ];

    /// <summary>Which nodes and edges are shown.</summary>
    public CallGraphOptions Graph { get; init; } = new();

    /// <summary>True to show the labels of samples as boxes at their nodes.</summary>
    public bool Tags { get; init; } = true;

    /// <summary>True to drop the frames that <see cref="ProfileInfo.DropFrames"/> says.</summary>
    public bool DropFrames { get; init; } = true;

    /// <summary>The title; empty for the name of the first binary.</summary>
    public string Title { get; init; } = "";

    /// <summary>The options of a command line.</summary>
    /// <exception cref="FormatException">A value makes no sense.</exception>
    public static DotOptions From(FormatOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var defaults = new CallGraphOptions();
        return new DotOptions
        {
            Graph = new CallGraphOptions
            {
                Granularity = GranularityOf(options),
                NodeCount = CountOf(options, defaults.NodeCount),
                NodeFraction = FractionOf(options, "nodefraction", defaults.NodeFraction),
                EdgeFraction = FractionOf(options, "edgefraction", defaults.EdgeFraction),
            },
            Tags = options.Flag("tags", true),
            DropFrames = options.Flag("drop-frames", true),
            Title = options.Text("title"),
        };
    }

    private static FrameGranularity GranularityOf(FormatOptions options) =>
        options.Text("nodes").Length == 0 ? FrameGranularity.Functions
        : Enum.Parse<FrameGranularity>(
            options.Choice("nodes", "functions", "filefunctions", "files", "lines", "addresses"), ignoreCase: true);

    private static int CountOf(FormatOptions options, int fallback) =>
        options.Integer("nodecount", fallback) is >= 0 and <= int.MaxValue and var count
            ? (int)count
            : throw new FormatException($"option 'nodecount': expected 0 or more, found '{options.Text("nodecount")}'");

    private static double FractionOf(FormatOptions options, string name, double fallback) =>
        options.Number(name, fallback) is >= 0 and <= 1 and var fraction
            ? fraction
            : throw new FormatException($"option '{name}': expected a number from 0 to 1, found '{options.Text(name)}'");
}
