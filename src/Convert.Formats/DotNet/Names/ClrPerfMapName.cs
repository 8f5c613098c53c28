namespace Refold.Formats.DotNet;

/// <summary>
/// A name of a native symbol. Those of compiled methods are as the runtime writes them to perf maps:
/// <c>instance void [System.Private.CoreLib] System.Text.StringBuilder::Append(char)[Tier1]</c>.
/// </summary>
/// <param name="Readable">The name for people.</param>
/// <param name="Raw">
/// The name as the runtime spells it, without result, assembly and tier, so that the tiers of a method are one function.
/// </param>
/// <param name="Tier">How far the code was optimized; empty if it is no managed code.</param>
internal readonly record struct ClrPerfMapName(string Readable, string Raw, string Tier)
{
    /// <summary>Takes a name apart; one that does not look so stays as it is.</summary>
    public static ClrPerfMapName Parse(string name)
    {
        // The type of the result may have brackets, too: class [Shop]Shop.Item[] [Shop] Shop.Till::Items()
        int colons = name.IndexOf("::", StringComparison.Ordinal);
        int start = colons < 0 ? -1 : name.AsSpan(0, colons).LastIndexOf("] ") + 2;
        int module = start < 2 ? -1 : name.AsSpan(0, start).LastIndexOf(" [");
        int tier = name.LastIndexOf('[');
        if (module < 0 || tier < colons || !name.EndsWith(']'))
        {
            return new ClrPerfMapName(name, name, "");
        }

        string rest = name[(colons + 2)..tier];
        int parameters = rest.IndexOf('(');
        string method = parameters < 0 ? rest : rest[..parameters];
        string signature = parameters < 0 ? "" : rest[parameters..];
        string type = name[start..colons];
        return new ClrPerfMapName(
            ClrMethodNames.ToCSharp(type.Trim(), method, signature), $"{type}::{rest}", TierOf(name[(tier + 1)..^1]));
    }

    private static string TierOf(string tier) => tier switch
    {
        "Optimized" => "optimized",
        "MinOptJitted" => "minopt",
        "QuickJitted" => "quick",
        "OptimizedTier1" => "tier1",
        "OptimizedTier1OSR" => "tier1-osr",
        "InstrumentedTier" => "quick-instrumented",
        "InstrumentedTierOptimized" => "tier1-instrumented",
        "PreJIT" or "ReadyToRun" => ClrEventNames.Precompiled,
        _ => tier,
    };
}
