namespace Refold.Cli;

/// <summary>What the process says when it ends.</summary>
internal static class ExitCode
{
    /// <summary>All was done.</summary>
    public const int Done = 0;

    /// <summary>Bad input, or trouble with reading or writing.</summary>
    public const int Failed = 1;

    /// <summary>The command line makes no sense.</summary>
    public const int WrongUsage = 2;

    /// <summary>Somebody pressed Ctrl-C.</summary>
    public const int Interrupted = 130;
}
