namespace Refold.Formats.GoTrace;

/// <summary>The states of a goroutine.</summary>
internal enum GoState : byte
{
    /// <summary>Not known yet: the trace began after the goroutine did.</summary>
    Unknown,

    /// <summary>Not created yet, or ended.</summary>
    Dead,

    /// <summary>Ready to run, waiting for a processor.</summary>
    Runnable,

    /// <summary>Running on a processor.</summary>
    Running,

    /// <summary>Blocked: on a channel, the network, a timer, …</summary>
    Waiting,

    /// <summary>In a system call or C code.</summary>
    Syscall,
}
