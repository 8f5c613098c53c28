namespace Refold;

/// <summary>The keys of labels that several formats share, as all readers spell them.</summary>
public static class WellKnownLabels
{
    /// <summary>The id of the process.</summary>
    public const string ProcessId = "pid";

    /// <summary>The id that the operating system gives the thread.</summary>
    public const string ThreadId = "tid";

    /// <summary>The name of the process.</summary>
    public const string Process = "process";

    /// <summary>The name of the thread.</summary>
    public const string Thread = "thread";

    /// <summary>The command name of the thread on Linux: at most 15 bytes, set by exec or prctl.</summary>
    public const string Command = "comm";

    /// <summary>The index of the processor, from 0.</summary>
    public const string Cpu = "cpu";

    /// <summary>
    /// The key of the label, with the text <see cref="DiffBaseValue"/>, of the samples of the base in a difference; set
    /// by the pprof tool for <c>-diff_base</c>.
    /// </summary>
    internal const string DiffBase = "pprof::base";

    /// <summary>The text of <see cref="DiffBase"/>.</summary>
    internal const string DiffBaseValue = "true";
}
