namespace Refold.Formats.GoTrace;

/// <summary>The profiles that can be made of one trace.</summary>
public enum GoTraceChannel
{
    /// <summary>CPU samples, which are in a trace if the CPU profiler ran at the same time.</summary>
    Cpu,

    /// <summary>Waiting for the network.</summary>
    Net,

    /// <summary>Waiting for other goroutines: channels, select, mutexes, conditions.</summary>
    Sync,

    /// <summary>System calls.</summary>
    Syscall,

    /// <summary>Ready to run, and waiting for a processor.</summary>
    Sched,

    /// <summary>Waiting for anything.</summary>
    OffCpu,

    /// <summary>Time on a processor, by the function that the goroutine began with; exact, not sampled.</summary>
    Running,

    /// <summary>The whole life of the goroutines: running, ready, waiting, in system calls.</summary>
    Wall,

    /// <summary>Helping the garbage collector, on the account of allocations.</summary>
    GcAssist,

    /// <summary>Stopping the world.</summary>
    Stw,

    /// <summary>Goroutines created, by the stack of the creator.</summary>
    Create,
}
