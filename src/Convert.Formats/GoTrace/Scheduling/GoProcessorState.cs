namespace Refold.Formats.GoTrace;

/// <summary>What a processor of the scheduler does, by its number in the file.</summary>
internal enum GoProcessorState : byte
{
    /// <summary>Not known.</summary>
    Unknown = 0,

    /// <summary>It runs Go code.</summary>
    Running = 1,

    /// <summary>Nobody has it.</summary>
    Idle = 2,

    /// <summary>Its thread is in a system call, and may lose it.</summary>
    Syscall = 3,

    /// <summary>Its thread is in a system call, and gave it up.</summary>
    Abandoned = 4,
}
