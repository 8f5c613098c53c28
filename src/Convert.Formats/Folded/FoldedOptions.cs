using Refold.Aggregation;
using Refold.Formats.Shared;

namespace Refold.Formats.Folded;

/// <summary>The options of reading and writing folded stacks.</summary>
public sealed record FoldedOptions
{
    /// <summary>The options as they are declared for the command line.</summary>
    internal static readonly IReadOnlyList<FormatOption> Declared =
    [
        new(
            "roots",
            "auto",
            "Writing: root frame of stacks: auto, none, comm, comm-pid, comm-pid/tid, or the key of a label"),
        new("annotations", "none", "Writing: suffixes _[k] _[j] _[i]: none, kernel, jit, inlined or all"),
        new(
            "tidy",
            "auto",
            "Writing: remove parameters and hashes from symbols: auto (names from perf), true or false"),
        new("addresses", "false", "Writing: show the addresses of frames without a symbol"),
        new(
            "types",
            "default",
            "Writing: default (one count), two (two counts, a comparison) or all (a header line and all counts)"),
        new("semicolon", ":", "Writing: replacement of a ; inside a name"),
        new("counts", "0", "Reading: number of counts per line, 1 or 2; 0 means 2 if all lines have two"),
        new("root-label", "", "Reading: key of a label that is read from the first frame of each stack"),
    ];

    /// <summary>The names of frames (writing).</summary>
    public FrameNameOptions Names { get; init; } = new();

    /// <summary>The sample types that are written.</summary>
    public FoldedColumns Columns { get; init; }

    /// <summary>The number of counts per line (reading), 1 or 2; 0 for 2 if all lines have two counts.</summary>
    public int Counts { get; init; }

    /// <summary>The key of a label that the first frame of each stack is read as; empty to read a frame.</summary>
    public string RootLabel { get; init; } = "";

    /// <summary>Reads the options given on a command line.</summary>
    /// <exception cref="FormatException">The value of an option is not valid.</exception>
    public static FoldedOptions From(FormatOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new FoldedOptions
        {
            Names = FrameNaming.From(options) with
            {
                Semicolon = options.Text("semicolon") is { Length: > 0 } semicolon ? semicolon : ":",
            },
            Columns = ReadColumns(options),
            Counts = checked((int)options.Integer("counts")) is >= 0 and <= 2 and int counts
                ? counts
                : throw new FormatException($"option 'counts': expected 0, 1 or 2, found '{options.Text("counts")}'"),
            RootLabel = options.Text("root-label"),
        };
    }

    private static FoldedColumns ReadColumns(FormatOptions options) =>
        options.Text("types").Length == 0 ? FoldedColumns.Default
        : options.Choice("types", "default", "two", "all") switch
        {
            "two" => FoldedColumns.Two,
            "all" => FoldedColumns.All,
            _ => FoldedColumns.Default,
        };
}
