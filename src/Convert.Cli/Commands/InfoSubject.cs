using Refold.Aggregation;
using Refold.Formats;

namespace Refold.Cli;

/// <summary>An input that <c>refold info</c> describes.</summary>
internal sealed record InfoSubject(string Name, ProfileFormat Format, Profile Profile)
{
    /// <summary>The totals, times and labels of the profile.</summary>
    public ProfileSummary Summary { get; } = ProfileSummary.Create(Profile);

    /// <summary>The names of the kinds of facts that the profile contains.</summary>
    public IEnumerable<string> Facts =>
        from fact in Enum.GetValues<ProfileFacts>()
        where fact is not (ProfileFacts.None or ProfileFacts.All) && Profile.Facts.HasFlag(fact)
        select FactNames.Get(fact);
}
