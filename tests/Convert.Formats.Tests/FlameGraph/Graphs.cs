using Refold.Formats.FlameGraph;
using Refold.Testing;

namespace Refold.Formats.Tests.FlameGraph;

/// <summary>Graphs for tests in a browser.</summary>
internal static class Graphs
{
    /// <summary>The profile of most tests: 100 samples, drawn on 1180 pixels.</summary>
    /// <remarks>
    /// <code>
    ///     leaf 30 ─ other 10
    ///     work 50 ──────────  Idle 20
    ///     main 70 ───────────────────  rest 30
    /// </code>
    /// </remarks>
    public static readonly Profile Small = Stacks.Parse(
        "main;Idle 20", "main;work;leaf 30", "main;work;other 10", "main;work 10", "rest 30");

    /// <summary>Draws a profile as the text of an SVG.</summary>
    public static string Draw(Profile profile, FlameGraphOptions? options = null) =>
        new FlameGraphWriter(options).WriteText(profile);
}
