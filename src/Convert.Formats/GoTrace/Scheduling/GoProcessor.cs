namespace Refold.Formats.GoTrace;

/// <summary>A processor of the scheduler (P): a thread needs one to run Go code.</summary>
internal sealed class GoProcessor(long id)
{
    /// <summary>The id, from 0.</summary>
    public long Id { get; } = id;

    /// <summary>The current state.</summary>
    public GoProcessorState State { get; set; }

    /// <summary>The generation that <see cref="Sequence"/> belongs to.</summary>
    public ulong Generation { get; set; }

    /// <summary>The number of times it was started, stolen or entered a system call in the generation.</summary>
    public ulong Sequence { get; set; }

    /// <summary>Whether an event with this sequence number follows the last applied one.</summary>
    public bool IsNext(ulong generation, ulong sequence) => Generation == generation && sequence == Sequence + 1;
}

/// <summary>The states of a processor of the scheduler, with the values that the file uses.</summary>
internal enum GoProcessorState : byte
{
    /// <summary>Not known.</summary>
    Unknown = 0,

    /// <summary>A thread runs Go code with it.</summary>
    Running = 1,

    /// <summary>No thread has it.</summary>
    Idle = 2,

    /// <summary>Its thread is in a system call; another thread may steal it.</summary>
    Syscall = 3,

    /// <summary>Its thread was in a system call and gave it up.</summary>
    Abandoned = 4,
}
