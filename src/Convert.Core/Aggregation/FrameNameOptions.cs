using Refold.Formats;

namespace Refold.Aggregation;

/// <summary>Options for the names of frames in formats whose frames are only names, such as folded stacks.</summary>
public sealed record FrameNameOptions
{
    /// <summary>A root frame with the name of the command, if samples have one.</summary>
    public const string AutomaticRoot = "auto";

    /// <summary>No root frames.</summary>
    public const string NoRoot = "none";

    /// <summary>
    /// The frame that is added at the root of each stack: <see cref="AutomaticRoot"/>, <see cref="NoRoot"/>,
    /// <c>comm</c>, <c>comm-pid</c>, <c>comm-pid/tid</c>, or the key of a label, whose value is the name.
    /// </summary>
    public string Root { get; init; } = AutomaticRoot;

    /// <summary>
    /// Whether parameters and hashes are removed from names (<see cref="SymbolTidier"/>); null removes them if samples
    /// have command names, as those of perf do.
    /// </summary>
    public bool? Tidy { get; init; }

    /// <summary>The kinds of frames whose names get a suffix.</summary>
    public FrameAnnotations Annotations { get; init; }

    /// <summary>
    /// Whether the name of a frame without a symbol contains its address: <c>[libc.so.6 &lt;7f0012345678&gt;]</c>.
    /// </summary>
    public bool Addresses { get; init; }

    /// <summary>The replacement of <c>;</c> in a name, since it separates frames.</summary>
    public string Semicolon { get; init; } = ":";

    /// <summary>The facts that names are made of.</summary>
    public ReadRequest Request => new()
    {
        Facts = ProfileFacts.Stacks | ProfileFacts.SampleTypes | ProfileFacts.Mappings | ProfileFacts.Inlining
            | (Addresses ? ProfileFacts.Addresses : ProfileFacts.None)
            | (Root == NoRoot ? ProfileFacts.None : ProfileFacts.Labels),
        LabelKeys = RootKeys,
    };

    /// <summary>The keys of the labels whose values are the name of the root frame.</summary>
    internal IReadOnlyList<string> RootKeys => Root switch
    {
        NoRoot => [],
        AutomaticRoot or "comm" => [WellKnownLabels.Command],
        "comm-pid" => [WellKnownLabels.Command, WellKnownLabels.ProcessId],
        "comm-pid/tid" => [WellKnownLabels.Command, WellKnownLabels.ProcessId, WellKnownLabels.ThreadId],
        _ => [Root],
    };
}
