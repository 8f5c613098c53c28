namespace Refold.Formats.DotNet;

/// <summary>The kinds of events that a profile uses.</summary>
internal enum ClrEventKind
{
    /// <summary>Any other event; the channel <c>events</c> counts it.</summary>
    None,

    /// <summary>A thread's stack at a tick of the sample profiler.</summary>
    ThreadSample,

    /// <summary>A method gets code at an address.</summary>
    MethodLoad,

    /// <summary>A method's code is freed; its address may be reused.</summary>
    MethodUnload,

    /// <summary>A method had code at an address when the trace ended (rundown).</summary>
    MethodRundown,

    /// <summary>The map from a method's code to its IL instructions.</summary>
    MethodLines,

    /// <summary>A module, with the paths of its file and its symbols.</summary>
    Module,

    /// <summary>About 100 KB were allocated since the previous tick; the payload has the last object.</summary>
    AllocationTick,

    /// <summary>An allocation that was sampled; each byte has the same probability.</summary>
    AllocationSampled,

    /// <summary>The number and size of objects of one type: GCSampledObjectAllocation.</summary>
    AllocationSum,

    /// <summary>The names of types that other events refer to by id: TypeBulkType.</summary>
    TypeNames,

    /// <summary>A thread starts to wait for a contended lock.</summary>
    ContentionStart,

    /// <summary>The thread has acquired the lock.</summary>
    ContentionStop,

    /// <summary>A thread starts to wait for a wait handle.</summary>
    WaitStart,

    /// <summary>The wait has ended.</summary>
    WaitStop,

    /// <summary>An exception is thrown.</summary>
    Exception,

    /// <summary>The runtime starts to suspend all threads.</summary>
    SuspendStart,

    /// <summary>All threads run again.</summary>
    SuspendStop,

    /// <summary>A thread has triggered a garbage collection.</summary>
    CollectionTrigger,

    /// <summary>A garbage collection starts.</summary>
    CollectionStart,

    /// <summary>The finalizer thread starts or stops running finalizers.</summary>
    Finalizers,

    /// <summary>A worker of the thread pool starts, or waits for work.</summary>
    PoolWorker,

    /// <summary>The background compiler of optimized code starts or stops.</summary>
    TieredCompiler,

    /// <summary>A sample of a processor, which may run native or kernel code.</summary>
    CpuSample,

    /// <summary>A thread is scheduled after it was off its processor.</summary>
    ContextSwitch,

    /// <summary>The name of a process.</summary>
    Process,

    /// <summary>The command line, operating system and architecture of the traced process.</summary>
    ProcessInfo,

    /// <summary>A file mapped into the memory of a process.</summary>
    ProcessMapping,

    /// <summary>A symbol of a mapped file.</summary>
    ProcessSymbol,

    /// <summary>Further facts about a mapped file: its build id.</summary>
    MappingMetadata,
}
