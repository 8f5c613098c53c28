using Refold.Aggregation;

namespace Refold.Formats.Folded;

/// <summary>How folded stacks are read and written.</summary>
public sealed record FoldedOptions
{
    /// <summary>The options under their names on the command line.</summary>
    internal static readonly IReadOnlyList<FormatOption> Declared =
    [
        new("roots", "auto", "writing: frame under each stack: auto, none, comm, comm-pid, comm-pid/tid, or the key of a label"),
        new("annotations", "none", "writing: suffixes _[k] _[j] _[i]: none, kernel, jit, inlined or all"),
        new("tidy", "auto", "writing: cut parameters and hashes off symbols: auto (names from perf), true or false"),
        new("addresses", "false", "writing: show the addresses of frames without symbol"),
        new("types", "default", "writing: default (one count a line) or all (a header line, then one count for each)"),
        new("semicolon", ":", "writing: what stands for a ; inside a name"),
        new("root-label", "", "reading: take the first frame of each stack as a label with this key"),
    ];

    /// <summary>How frames are named in writing.</summary>
    public FrameNameOptions Names { get; init; } = new();

    /// <summary>True to write all sample types, named in a header line; false to write the default one.</summary>
    public bool AllTypes { get; init; }

    /// <summary>The key of the label that the first frame of each stack is read as; empty to read it as a frame.</summary>
    public string RootLabel { get; init; } = "";

    /// <summary>The options of a command line.</summary>
    /// <exception cref="FormatException">A value makes no sense.</exception>
    public static FoldedOptions From(FormatOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new FoldedOptions
        {
            Names = new FrameNameOptions
            {
                Root = options.Text("roots") is { Length: > 0 } root ? root : FrameNameOptions.AutomaticRoot,
                Tidy = options.Text("tidy") is "auto" or "" ? null : options.Flag("tidy"),
                Annotations = Annotations(options),
                Addresses = options.Flag("addresses"),
                Semicolon = options.Text("semicolon") is { Length: > 0 } semicolon ? semicolon : ":",
            },
            AllTypes = options.Text("types").Length > 0 && options.Choice("types", "default", "all") == "all",
            RootLabel = options.Text("root-label"),
        };
    }

    private static FrameAnnotations Annotations(FormatOptions options) =>
        options.Text("annotations").Length == 0 ? FrameAnnotations.None
        : options.Choice("annotations", "none", "kernel", "jit", "inlined", "all") switch
        {
            "kernel" => FrameAnnotations.Kernel,
            "jit" => FrameAnnotations.Jit,
            "inlined" => FrameAnnotations.Inlined,
            "all" => FrameAnnotations.All,
            _ => FrameAnnotations.None,
        };
}
