using Refold.Aggregation;
using Refold.Formats;

namespace Refold.Cli;

/// <summary>An input that <c>refold info</c> tells about.</summary>
internal sealed record InfoSubject(string Name, ProfileFormat Format, Profile Profile)
{
    /// <summary>The profile in a few numbers.</summary>
    public ProfileSummary Summary { get; } = ProfileSummary.Create(Profile);

    /// <summary>The kinds of facts that the profile holds, in words.</summary>
    public IEnumerable<string> Facts =>
        from fact in Enum.GetValues<ProfileFacts>()
        where fact is not (ProfileFacts.None or ProfileFacts.All) && Profile.Facts.HasFlag(fact)
        select FactNames.Get(fact);
}
