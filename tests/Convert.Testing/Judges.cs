using System.Diagnostics.CodeAnalysis;
using Xunit;

namespace Refold.Testing;

/// <summary>
/// Finds the other programs that tests compare with, and skips tests whose program is missing.
/// </summary>
/// <remarks>
/// A test is skipped if its judge is missing, with a reason that begins with <c>judge missing:</c>, so that
/// <c>.ci/run</c> can count them. Judges named in <c>REFOLD_JUDGES</c> (separated by blanks) must be found: their tests
/// fail instead.
/// </remarks>
public static class Judges
{
    private const string RequiredVariable = "REFOLD_JUDGES";

    private static readonly string[] Required =
        (Environment.GetEnvironmentVariable(RequiredVariable) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Whether the tests run in continuous integration: CI=true.</summary>
    public static bool IsContinuousIntegration { get; } = Environment.GetEnvironmentVariable("CI") == "true";

    /// <summary>The path of the first of some programs that is on the PATH; null if none is.</summary>
    public static string? Find(params ReadOnlySpan<string> programs)
    {
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        foreach (string program in programs)
        {
            if (folders.SelectMany(folder => Paths(folder, program)).FirstOrDefault(File.Exists) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>The path of a program that is on the PATH; without it the test that asks is skipped.</summary>
    /// <param name="programs">Its possible names; the first one is used in the reason.</param>
    public static string Require(params ReadOnlySpan<string> programs)
    {
        string? found = Find(programs);
        if (found is null)
        {
            Miss(programs[0]);
        }

        return found;
    }

    /// <summary>Skips the test that asks, or fails it if the judge must be there.</summary>
    /// <param name="judge">The name of the judge, as in REFOLD_JUDGES.</param>
    [DoesNotReturn]
    public static void Miss(string judge)
    {
        if (Required.Contains(judge))
        {
            Assert.Fail($"{RequiredVariable} names {judge}, but this test does not find it");
        }

        Assert.Skip($"judge missing: {judge}");
    }

    private static IEnumerable<string> Paths(string folder, string program) => OperatingSystem.IsWindows()
        ?
        [
            Path.Combine(folder, program + ".exe"),
            Path.Combine(folder, program + ".cmd"),
            Path.Combine(folder, program),
        ]
        : [Path.Combine(folder, program)];
}
