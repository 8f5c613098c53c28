
namespace Refold.Formats.DotNet;

/// <summary>What an event means to a profile.</summary>
internal enum ClrEventKind
{
    /// <summary>Nothing, but that it happened.</summary>
    None,

    /// <summary>A thread's stack at a tick of the sample profiler.</summary>
    ThreadSample,

    /// <summary>A method has code at an address from now on.</summary>
    MethodLoad,

    /// <summary>A method loses its code; others may get the address.</summary>
    MethodUnload,

    /// <summary>A method had code at an address when the trace ended.</summary>
    MethodRundown,

    /// <summary>Which code of a method is of which instruction of its intermediate language.</summary>
    MethodLines,

    /// <summary>A module: its file and that of its symbols.</summary>
    Module,

    /// <summary>Some 100 KB were allocated; this allocation was the last of them.</summary>
    AllocationTick,

    /// <summary>An allocation that was drawn by lot, the chance of each byte being the same.</summary>
    AllocationSampled,

    /// <summary>Some objects of a type were allocated, how many and how large together: GCSampledObjectAllocation.</summary>
    AllocationSum,

    /// <summary>Names of types that are told by number.</summary>
    TypeNames,

    /// <summary>A thread begins to wait for a lock.</summary>
    ContentionStart,

    /// <summary>It has the lock.</summary>
    ContentionStop,

    /// <summary>A thread begins to wait for a wait handle.</summary>
    WaitStart,

    /// <summary>It waits no longer.</summary>
    WaitStop,

    /// <summary>An exception is thrown.</summary>
    Exception,

    /// <summary>The runtime begins to stop all threads.</summary>
    SuspendStart,

    /// <summary>All threads run again.</summary>
    SuspendStop,

    /// <summary>A thread wants garbage to be collected.</summary>
    CollectionTrigger,

    /// <summary>A collection of garbage begins.</summary>
    CollectionStart,

    /// <summary>Finalizers begin or end.</summary>
    Finalizers,

    /// <summary>A worker of the thread pool begins, or waits for work.</summary>
    PoolWorker,

    /// <summary>Methods begin or end to be compiled once more, with more care.</summary>
    TieredCompiler,

    /// <summary>A sample of what a processor does, kernel and native code too.</summary>
    CpuSample,

    /// <summary>A thread runs again after it was off its processor.</summary>
    ContextSwitch,

    /// <summary>A process and its name.</summary>
    Process,

    /// <summary>The command line of the process, and what it runs on.</summary>
    ProcessInfo,

    /// <summary>A file in a process's memory.</summary>
    ProcessMapping,

    /// <summary>The name of some code in such a file.</summary>
    ProcessSymbol,

    /// <summary>More about such a file: its build id.</summary>
    MappingMetadata,
}
