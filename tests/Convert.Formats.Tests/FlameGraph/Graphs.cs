using Refold.Formats.FlameGraph;
using Refold.Testing;

namespace Refold.Formats.Tests.FlameGraph;

/// <summary>Graphs to look at in a browser.</summary>
internal static class Graphs
{
    /// <summary>The profile of most tests, 100 samples on 1180 pixels.</summary>
    /// <remarks>
    /// <code>
    ///     leaf 30 ─ other 10
    ///     work 50 ──────────  Idle 20
    ///     main 70 ───────────────────  rest 30
    /// </code>
    /// </remarks>
    public static readonly Profile Small = Stacks.Of(
        "main;Idle 20", "main;work;leaf 30", "main;work;other 10", "main;work 10", "rest 30");

    /// <summary>The graph of a profile as text.</summary>
    public static string Draw(Profile profile, FlameGraphOptions? options = null) =>
        new FlameGraphWriter(options).WriteText(profile);
}
