namespace Refold.Formats;

/// <summary>
/// What somebody will look at in a profile. A reader that is told so may leave the rest out, and sum samples that then
/// are equal: a gigabyte of samples for a flame graph fits in a few megabytes.
/// </summary>
public sealed record ReadRequest
{
    /// <summary>Everything.</summary>
    public static ReadRequest All { get; } = new();

    /// <summary>The kinds of facts that are needed.</summary>
    public ProfileFacts Facts { get; init; } = ProfileFacts.All;

    /// <summary>The keys of the labels that are needed; null means all, if <see cref="Facts"/> has labels.</summary>
    public IReadOnlyList<string>? LabelKeys { get; init; }

    /// <summary>
    /// Whether the arcs of a call graph, each a stack of two frames, serve as well as whole stacks. A reader of call
    /// graphs may then leave them as they are instead of estimating stacks.
    /// </summary>
    public bool AcceptsArcs { get; init; }

    /// <summary>True if all of <paramref name="facts"/> are needed.</summary>
    public bool Has(ProfileFacts facts) => (Facts & facts) == facts;

    /// <summary>What two who look at the same profile need together.</summary>
    public ReadRequest Union(ReadRequest other)
    {
        ArgumentNullException.ThrowIfNull(other);
        bool allKeys = (Has(ProfileFacts.Labels) && LabelKeys is null)
            || (other.Has(ProfileFacts.Labels) && other.LabelKeys is null);
        return new ReadRequest
        {
            Facts = Facts | other.Facts,
            AcceptsArcs = (AcceptsArcs || !Has(ProfileFacts.Stacks)) && (other.AcceptsArcs || !other.Has(ProfileFacts.Stacks)),
            LabelKeys = allKeys ? null : [.. (LabelKeys ?? []).Union(other.LabelKeys ?? [])],
        };
    }
}
