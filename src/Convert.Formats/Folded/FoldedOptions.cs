using Refold.Aggregation;
using Refold.Formats.Shared;

namespace Refold.Formats.Folded;

/// <summary>How folded stacks are read and written.</summary>
public sealed record FoldedOptions
{
    /// <summary>The options under their names on the command line.</summary>
    internal static readonly IReadOnlyList<FormatOption> Declared =
    [
        new("roots", "auto", "Writing: frame under each stack: auto, none, comm, comm-pid, comm-pid/tid, or the key of a label"),
        new("annotations", "none", "Writing: suffixes _[k] _[j] _[i]: none, kernel, jit, inlined or all"),
        new("tidy", "auto", "Writing: cut parameters and hashes off symbols: auto (names from perf), true or false"),
        new("addresses", "false", "Writing: show the addresses of frames without symbol"),
        new("types", "default", "Writing: default (one count), two (two counts, for a comparison) or all (a header line, then one count for each)"),
        new("semicolon", ":", "Writing: what stands for a ; inside a name"),
        new("counts", "0", "Reading: counts on a line, 1 or 2; 0 means 2 if all lines have two"),
        new("root-label", "", "Reading: take the first frame of each stack as a label with this key"),
    ];

    /// <summary>How frames are named in writing.</summary>
    public FrameNameOptions Names { get; init; } = new();

    /// <summary>Which sample types are written.</summary>
    public FoldedColumns Columns { get; init; }

    /// <summary>How many counts a line has in reading; 0 to find out: two if all lines that have a count have two.</summary>
    public int Counts { get; init; }

    /// <summary>The key of the label that the first frame of each stack is read as; empty to read it as a frame.</summary>
    public string RootLabel { get; init; } = "";

    /// <summary>The options of a command line.</summary>
    /// <exception cref="FormatException">A value makes no sense.</exception>
    public static FoldedOptions From(FormatOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new FoldedOptions
        {
            Names = FrameNaming.From(options) with
            {
                Semicolon = options.Text("semicolon") is { Length: > 0 } semicolon ? semicolon : ":",
            },
            Columns = ColumnsOf(options),
            Counts = checked((int)options.Integer("counts")) is >= 0 and <= 2 and int counts
                ? counts
                : throw new FormatException($"option 'counts': expected 0, 1 or 2, found '{options.Text("counts")}'"),
            RootLabel = options.Text("root-label"),
        };
    }

    private static FoldedColumns ColumnsOf(FormatOptions options) =>
        options.Text("types").Length == 0 ? FoldedColumns.Default
        : options.Choice("types", "default", "two", "all") switch
        {
            "two" => FoldedColumns.Two,
            "all" => FoldedColumns.All,
            _ => FoldedColumns.Default,
        };
}
