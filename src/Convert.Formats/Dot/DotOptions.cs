using Refold.Aggregation;

namespace Refold.Formats.Dot;

/// <summary>Options of call graphs.</summary>
public sealed record DotOptions
{
    /// <summary>The options under their names on the command line.</summary>
    internal static readonly IReadOnlyList<FormatOption> Declared =
    [
        new("nodes", "functions", "Kind of nodes: functions, filefunctions, files, lines or addresses"),
        new("nodecount", "80", "Maximum number of nodes; 0 for all"),
        new("nodefraction", "0.005", "Drop nodes below this fraction of the total"),
        new("edgefraction", "0.001", "Drop edges below this fraction of the total"),
        new("tags", "true", "Show the labels of samples as boxes at their nodes"),
        new("drop-frames", "true", "Apply the profile's drop_frames and keep_frames"),
        new("title", "", "Title of the graph; default: the name of the first binary"),
    ];

    /// <summary>The granularity of the graph, and the rules for dropping nodes and edges.</summary>
    public CallGraphOptions Graph { get; init; } = new();

    /// <summary>Whether labels of samples are shown as boxes at their nodes.</summary>
    public bool Tags { get; init; } = true;

    /// <summary>Whether frames are removed that <see cref="ProfileInfo.DropFrames"/> matches.</summary>
    public bool DropFrames { get; init; } = true;

    /// <summary>The title; empty for the name of the first binary.</summary>
    public string Title { get; init; } = "";

    /// <summary>Parses options.</summary>
    /// <exception cref="FormatException">A value is invalid.</exception>
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
            : throw new FormatException(
                $"option '{name}': expected a number from 0 to 1, found '{options.Text(name)}'");
}
