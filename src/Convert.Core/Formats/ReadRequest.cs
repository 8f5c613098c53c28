namespace Refold.Formats;

/// <summary>The facts of a profile that writers and transforms read.</summary>
/// <remarks>
/// A reader that receives a request may discard all other facts and merge samples that become equal. Requesting only
/// stacks lets a gigabyte of samples fit in a few megabytes:
/// <code>
/// samples of the input                        samples of the profile, if only stacks are requested
///
/// main;work   thread 1   at 17.000 s   1      main;work   3
/// main;work   thread 2   at 17.010 s   1
/// main;work   thread 1   at 17.020 s   1
/// </code>
/// </remarks>
public sealed record ReadRequest
{
    /// <summary>The request for all facts.</summary>
    public static ReadRequest All { get; } = new();

    /// <summary>The requested facts.</summary>
    public ProfileFacts Facts { get; init; } = ProfileFacts.All;

    /// <summary>
    /// The keys of the requested labels; null for all. Without effect if <see cref="Facts"/> lacks
    /// <see cref="ProfileFacts.Labels"/>.
    /// </summary>
    public IReadOnlyList<string>? LabelKeys { get; init; }

    /// <summary>
    /// Whether arcs of a call graph, each a stack of two frames, may be returned in place of whole stacks. A reader of
    /// call graphs then need not estimate stacks.
    /// </summary>
    public bool AcceptsArcs { get; init; }

    private bool NeedsNoStacks => AcceptsArcs || !Has(ProfileFacts.Stacks);

    /// <summary>Whether all of these facts are requested.</summary>
    public bool Has(ProfileFacts facts) => (Facts & facts) == facts;

    /// <summary>The union of both requests.</summary>
    public ReadRequest Union(ReadRequest other)
    {
        ArgumentNullException.ThrowIfNull(other);
        bool allKeys = (Has(ProfileFacts.Labels) && LabelKeys is null)
            || (other.Has(ProfileFacts.Labels) && other.LabelKeys is null);
        return new ReadRequest
        {
            Facts = Facts | other.Facts,
            AcceptsArcs = NeedsNoStacks && other.NeedsNoStacks,
            LabelKeys = allKeys ? null : [.. (LabelKeys ?? []).Union(other.LabelKeys ?? [])],
        };
    }
}
