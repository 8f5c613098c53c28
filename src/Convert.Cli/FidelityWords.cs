namespace Refold.Cli;

/// <summary>The kinds of facts as people see them.</summary>
internal static class FidelityWords
{
    /// <summary>All kinds, one flag each.</summary>
    public static IEnumerable<Fidelity> Kinds => Enum.GetValues<Fidelity>().Where(IsOne);

    /// <summary>One kind of facts in a word or two.</summary>
    public static string Of(Fidelity fact) => fact switch
    {
        Fidelity.Stacks => "stacks",
        Fidelity.SampleTypes => "sample types",
        Fidelity.Labels => "labels",
        Fidelity.Times => "times",
        Fidelity.Lines => "lines",
        Fidelity.Addresses => "addresses",
        Fidelity.Mappings => "mappings",
        Fidelity.Inlining => "inlining",
        Fidelity.Info => "info",
        Fidelity.Order => "order",
        Fidelity.SystemNames => "system names",
        _ => fact.ToString(),
    };

    /// <summary>Several kinds: <c>everything</c>, <c>one value for each function</c>, or a list.</summary>
    public static string List(Fidelity facts) => facts switch
    {
        Fidelity.All => "everything",
        Fidelity.None => "one value for each function",
        _ => string.Join(", ", Kinds.Where(f => facts.HasFlag(f)).Select(Of)),
    };

    private static bool IsOne(Fidelity fact) => fact is not (Fidelity.None or Fidelity.All);
}
