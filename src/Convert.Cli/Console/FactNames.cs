namespace Refold.Cli;

/// <summary>The names of the kinds of facts in output and messages.</summary>
internal static class FactNames
{
    /// <summary>All kinds, one flag each.</summary>
    public static IEnumerable<ProfileFacts> Kinds => Enum.GetValues<ProfileFacts>().Where(IsOne);

    /// <summary>The name of one kind of facts.</summary>
    public static string Get(ProfileFacts fact) => fact switch
    {
        ProfileFacts.Stacks => "stacks",
        ProfileFacts.SampleTypes => "sample types",
        ProfileFacts.Labels => "labels",
        ProfileFacts.Times => "times",
        ProfileFacts.Lines => "lines",
        ProfileFacts.Addresses => "addresses",
        ProfileFacts.Mappings => "mappings",
        ProfileFacts.Inlining => "inlining",
        ProfileFacts.Info => "info",
        ProfileFacts.Order => "order",
        ProfileFacts.SystemNames => "system names",
        _ => fact.ToString(),
    };

    /// <summary>Several kinds: <c>everything</c>, <c>one value for each function</c>, or a list.</summary>
    public static string List(ProfileFacts facts) => facts switch
    {
        ProfileFacts.All => "everything",
        ProfileFacts.None => "one value for each function",
        _ => string.Join(", ", Kinds.Where(f => facts.HasFlag(f)).Select(Get)),
    };

    private static bool IsOne(ProfileFacts fact) => fact is not (ProfileFacts.None or ProfileFacts.All);
}
