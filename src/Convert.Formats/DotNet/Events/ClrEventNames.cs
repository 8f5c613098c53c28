using System.Globalization;

namespace Refold.Formats.DotNet;

/// <summary>Words for what the runtime tells by number (ClrEtwAll.man of dotnet/runtime).</summary>
internal static class ClrEventNames
{
    private static readonly string[] SampleStates = ["error", "external", "managed"];

    private static readonly string[] SuspendReasons =
    [
        "other", "gc", "app domain shutdown", "code pitching", "shutdown", "debugger", "gc preparation", "debugger sweep",
    ];

    // The tier of the flags of a method, from their bit 7.
    private static readonly string[] Tiers =
    [
        "", "minopt", "optimized", "quick", "tier1", "tier1-osr", "quick-instrumented", "tier1-instrumented",
        Precompiled, Precompiled,
    ];

    /// <summary>The tier of code that was compiled before the program ran.</summary>
    public const string Precompiled = "precompiled";

    /// <summary>Where a thread was when it was sampled.</summary>
    public static string SampleState(int number) => In(SampleStates, number);

    /// <summary>Why the runtime stopped all threads.</summary>
    public static string SuspendReason(int number) => In(SuspendReasons, number);

    /// <summary>How far code was optimized; empty if the runtime does not say.</summary>
    public static string Tier(int number) => In(Tiers, number);

    private static string In(string[] words, int number) => (uint)number < (uint)words.Length
        ? words[number]
        : string.Create(CultureInfo.InvariantCulture, $"unknown ({number})");
}
