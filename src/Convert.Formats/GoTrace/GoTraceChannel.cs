namespace Refold.Formats.GoTrace;

/// <summary>One of the profiles that a trace holds: what is sampled or measured.</summary>
public enum GoTraceChannel
{
    /// <summary>CPU samples. A trace has them if the CPU profiler ran at the same time.</summary>
    Cpu,

    /// <summary>Waits for the network.</summary>
    Net,

    /// <summary>Waits for other goroutines: channels, select, mutexes, conditions.</summary>
    Sync,

    /// <summary>System calls.</summary>
    Syscall,

    /// <summary>Waits for a processor while runnable.</summary>
    Sched,

    /// <summary>
    /// Waits of blocked goroutines for anything: all of net and sync, and sleep, the garbage collector and others.
    /// </summary>
    OffCpu,

    /// <summary>
    /// Time on a processor, by the function that the goroutine started with. Measured, not sampled.
    /// </summary>
    Running,

    /// <summary>All time from creation to end: running, runnable, waiting, in system calls.</summary>
    Wall,

    /// <summary>Time in which an allocation had to assist the garbage collector.</summary>
    GcAssist,

    /// <summary>Time in which the world was stopped.</summary>
    Stw,

    /// <summary>Created goroutines, by the stack of their creator.</summary>
    Create,
}
