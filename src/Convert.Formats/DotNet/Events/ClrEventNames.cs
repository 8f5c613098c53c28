using System.Globalization;

namespace Refold.Formats.DotNet;

/// <summary>The names of enumerated values in event payloads (ClrEtwAll.man of dotnet/runtime).</summary>
internal static class ClrEventNames
{
    /// <summary>The tier of code that was compiled before the program ran.</summary>
    public const string Precompiled = "precompiled";

    private static readonly string[] SampleStates = ["error", "external", "managed"];

    private static readonly string[] SuspendReasons =
    [
        "other", "gc", "app domain shutdown", "code pitching", "shutdown", "debugger", "gc preparation",
        "debugger sweep",
    ];

    // Bits 7 to 9 of the flags of a method.
    private static readonly string[] Tiers =
    [
        "", "minopt", "optimized", "quick", "tier1", "tier1-osr", "quick-instrumented", "tier1-instrumented",
        Precompiled, Precompiled,
    ];

    /// <summary>The state of a sampled thread: <c>managed</c> in managed code, <c>external</c> elsewhere.</summary>
    public static string SampleState(int value) => NameOf(SampleStates, value);

    /// <summary>The reason for suspending all threads.</summary>
    public static string SuspendReason(int value) => NameOf(SuspendReasons, value);

    /// <summary>The compilation tier of a method's code; empty if unknown.</summary>
    public static string Tier(int value) => NameOf(Tiers, value);

    private static string NameOf(string[] names, int value) => (uint)value < (uint)names.Length
        ? names[value]
        : string.Create(CultureInfo.InvariantCulture, $"unknown ({value})");
}
