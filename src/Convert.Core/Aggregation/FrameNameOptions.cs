using Refold.Formats;

namespace Refold.Aggregation;

/// <summary>How the frames of a profile are named where a frame is nothing but a name.</summary>
public sealed record FrameNameOptions
{
    /// <summary>Root frames by the rule: the command name if samples have one, else none.</summary>
    public const string AutomaticRoot = "auto";

    /// <summary>No root frames.</summary>
    public const string NoRoot = "none";

    /// <summary>
    /// The frame put under each stack: <see cref="AutomaticRoot"/>, <see cref="NoRoot"/>, <c>comm</c>, <c>comm-pid</c>,
    /// <c>comm-pid/tid</c>, or the key of any other label.
    /// </summary>
    public string Root { get; init; } = AutomaticRoot;

    /// <summary>
    /// Whether names lose what clutters a picture (see <see cref="SymbolTidier"/>); null means yes for names that come
    /// with command names, as those of perf do, and no for all others.
    /// </summary>
    public bool? Tidy { get; init; }

    /// <summary>Which frames get a suffix.</summary>
    public FrameAnnotations Annotations { get; init; }

    /// <summary>True if a frame without symbol shows its address.</summary>
    public bool Addresses { get; init; }

    /// <summary>What stands for a <c>;</c> in a name, since it separates frames.</summary>
    public string Semicolon { get; init; } = ":";

    /// <summary>What naming frames looks at.</summary>
    public ReadRequest Request => new()
    {
        Facts = ProfileFacts.Stacks | ProfileFacts.SampleTypes | ProfileFacts.Mappings | ProfileFacts.Inlining
            | (Addresses ? ProfileFacts.Addresses : ProfileFacts.None)
            | (Root == NoRoot ? ProfileFacts.None : ProfileFacts.Labels),
        LabelKeys = RootKeys,
    };

    /// <summary>The keys of the labels that root frames are made of.</summary>
    internal IReadOnlyList<string> RootKeys => Root switch
    {
        NoRoot => [],
        AutomaticRoot or "comm" => [WellKnownLabels.Command],
        "comm-pid" => [WellKnownLabels.Command, WellKnownLabels.ProcessId],
        "comm-pid/tid" => [WellKnownLabels.Command, WellKnownLabels.ProcessId, WellKnownLabels.ThreadId],
        _ => [Root],
    };
}
