using Refold.Aggregation;

namespace Refold.Cli;

/// <summary>An input that <c>refold info</c> tells about.</summary>
internal sealed record InfoSubject(string Name, ProfileFormat Format, Profile Profile)
{
    /// <summary>The profile in a few numbers.</summary>
    public ProfileSummary Summary { get; } = ProfileSummary.Of(Profile);

    /// <summary>The kinds of facts that the profile holds, in words.</summary>
    public IEnumerable<string> Facts =>
        from fact in Enum.GetValues<Fidelity>()
        where fact is not (Fidelity.None or Fidelity.All) && Profile.Uses.HasFlag(fact)
        select FidelityWords.Of(fact);
}
