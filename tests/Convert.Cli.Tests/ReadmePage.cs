using System.Text.RegularExpressions;
using Refold.Testing;

namespace Refold.Cli.Tests;

/// <summary>README.md, in the pieces that can be tested.</summary>
internal static partial class ReadmePage
{
    /// <summary>The whole page.</summary>
    public static string Text { get; } = File.ReadAllText(Repository.Path("README.md"));

    /// <summary>The command lines of all <c>sh</c> blocks, without comments.</summary>
    public static string[] Commands { get; } =
        [.. Blocks("sh").SelectMany(block => block).Select(line => line.Split(" #")[0].TrimEnd())];

    /// <summary>The lines of the example in C#.</summary>
    public static string[] Example { get; } = Blocks("csharp").Single();

    /// <summary>The rows of the table of formats, without its head.</summary>
    public static string[] FormatRows { get; } =
        [.. Text.Split('\n').Where(line => line.StartsWith("| [", StringComparison.Ordinal))];

    /// <summary>The paths in this repository that the page links to.</summary>
    public static string[] Links { get; } =
        [.. Link().Matches(Text).Select(link => link.Groups[1].Value).Where(path => !path.Contains(':')).Distinct()];

    private static IEnumerable<string[]> Blocks(string language) =>
        Block().Matches(Text).Where(b => b.Groups[1].Value == language).Select(b => b.Groups[2].Value.Split('\n'));

    [GeneratedRegex("^```([a-z]+)\n(.*?)\n```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"\]\(([^)#]+)")]
    private static partial Regex Link();
}
