namespace Refold.Cli;

/// <summary>The exit codes of the process.</summary>
internal static class ExitCode
{
    /// <summary>Success.</summary>
    public const int Done = 0;

    /// <summary>Bad input, or an error while reading or writing.</summary>
    public const int Failed = 1;

    /// <summary>The command line is invalid.</summary>
    public const int WrongUsage = 2;

    /// <summary>Interrupted by Ctrl-C or another signal.</summary>
    public const int Interrupted = 130;
}
