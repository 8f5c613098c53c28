namespace Refold.Formats.DotNet;

/// <summary>The name of a native symbol, or of a compiled method as the runtime writes it to perf maps.</summary>
/// <remarks>
/// <code>
/// instance void [System.Private.CoreLib] System.Text.StringBuilder::Append(char)[OptimizedTier1]
/// result        assembly                 type                      method(parameters)[tier]
///
/// instance class [Shop.Goods]Shop.Item[] [Shop] Shop.Till::Items(class [Shop.Goods]Shop.Kind)[QuickJitted]
/// void [Shop] Shop.Till::Add(int32)[PreJIT]
/// operator new[](unsigned long)                                                native: kept as it is
/// </code>
/// </remarks>
/// <param name="Readable">The name in C# syntax.</param>
/// <param name="Raw">
/// The name in the runtime's syntax without result, assembly and tier: all tiers of a method are one function.
/// </param>
/// <param name="Tier">The compilation tier; empty for native code.</param>
internal readonly record struct ClrPerfMapName(string Readable, string Raw, string Tier)
{
    /// <summary>Splits a name. A name in another form is returned as it is, without a tier.</summary>
    public static ClrPerfMapName Parse(string name)
    {
        // The result may contain brackets, too: class [Shop]Shop.Item[] [Shop] Shop.Till::Items()
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
