namespace Refold.Formats.GoTrace;

/// <summary>What the order of events rests on: how often a goroutine was started or woken, and what it does.</summary>
internal struct GoV1Status
{
    /// <summary>How often it was created, started or woken.</summary>
    public ulong Sequence;

    /// <summary>Dead, runnable, running or waiting; a system call that blocks is waiting.</summary>
    public GoState State;
}
