namespace Refold;

/// <summary>
/// What somebody will look at in a profile. A reader that is told so may leave the rest out, and sum samples that then
/// are equal: a gigabyte of samples for a flame graph fits in a few megabytes.
/// </summary>
public sealed record ProfileNeeds
{
    /// <summary>Everything.</summary>
    public static ProfileNeeds All { get; } = new();

    /// <summary>The kinds of facts that are needed.</summary>
    public Fidelity Fidelity { get; init; } = Fidelity.All;

    /// <summary>The keys of the labels that are needed; null means all, if <see cref="Fidelity"/> has labels.</summary>
    public IReadOnlyList<string>? LabelKeys { get; init; }

    /// <summary>
    /// Whether the arcs of a call graph, each a stack of two frames, serve as well as whole stacks. A reader of call
    /// graphs may then leave them as they are instead of estimating stacks.
    /// </summary>
    public bool AcceptsArcs { get; init; }

    /// <summary>True if all of <paramref name="facts"/> are needed.</summary>
    public bool Has(Fidelity facts) => (Fidelity & facts) == facts;

    /// <summary>What two who look at the same profile need together.</summary>
    public ProfileNeeds And(ProfileNeeds other)
    {
        ArgumentNullException.ThrowIfNull(other);
        bool allKeys = (Has(Fidelity.Labels) && LabelKeys is null)
            || (other.Has(Fidelity.Labels) && other.LabelKeys is null);
        return new ProfileNeeds
        {
            Fidelity = Fidelity | other.Fidelity,
            AcceptsArcs = (AcceptsArcs || !Has(Fidelity.Stacks)) && (other.AcceptsArcs || !other.Has(Fidelity.Stacks)),
            LabelKeys = allKeys ? null : [.. (LabelKeys ?? []).Union(other.LabelKeys ?? [])],
        };
    }
}
