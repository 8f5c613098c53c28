namespace Refold;

/// <summary>The keys of labels that several formats share, in the only spelling Refold's readers write.</summary>
public static class WellKnownLabels
{
    /// <summary>The number of the process.</summary>
    public const string ProcessId = "pid";

    /// <summary>The number of the thread, as the operating system counts.</summary>
    public const string ThreadId = "tid";

    /// <summary>The name of the process.</summary>
    public const string Process = "process";

    /// <summary>The name of the thread.</summary>
    public const string Thread = "thread";

    /// <summary>The command name that Linux shows for the thread: at most 15 bytes, set by exec or prctl.</summary>
    public const string Command = "comm";

    /// <summary>The number of the processor, from 0.</summary>
    public const string Cpu = "cpu";

    /// <summary>
    /// Marks the samples of the base in a difference, with the text <see cref="DiffBaseValue"/>: the label that the
    /// pprof tool sets for <c>-diff_base</c>.
    /// </summary>
    internal const string DiffBase = "pprof::base";

    /// <summary>The text of <see cref="DiffBase"/>.</summary>
    internal const string DiffBaseValue = "true";
}
