namespace Refold.Cli;

/// <summary>The input paths of a command line.</summary>
internal static class InputPaths
{
    /// <summary>The paths, if there are some and each can be one.</summary>
    /// <exception cref="UsageException">There is none, or one is a misspelled option.</exception>
    public static string[] Check(string[]? paths)
    {
        if (paths is not { Length: > 0 })
        {
            throw new UsageException("expected an input file, or - for standard input");
        }

        return paths.FirstOrDefault(p => p.Length > 1 && p[0] == '-') is { } unknown
            ? throw new UsageException($"unknown option {Found.Quote(unknown)}; a file of this name is './{unknown}'")
            : paths;
    }
}
