namespace Refold.Formats.GoTrace;

/// <summary>What a goroutine does.</summary>
internal enum GoState : byte
{
    /// <summary>The trace has not told yet.</summary>
    Unknown,

    /// <summary>It is not created yet, or has ended.</summary>
    Dead,

    /// <summary>It could run, and waits for a processor.</summary>
    Runnable,

    /// <summary>It runs.</summary>
    Running,

    /// <summary>It waits for something.</summary>
    Waiting,

    /// <summary>It is in a system call, or in C code.</summary>
    Syscall,
}
