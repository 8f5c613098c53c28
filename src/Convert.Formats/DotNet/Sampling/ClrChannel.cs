namespace Refold.Formats.DotNet;

/// <summary>
/// The profiles that one trace can contain, the most useful first: without a request, the first one present is read.
/// </summary>
internal enum ClrChannel
{
    /// <summary>Samples of processors, including kernel and native code.</summary>
    Cpu,

    /// <summary>Wall-clock time: the stack of each managed thread at each tick, running or waiting.</summary>
    ThreadTime,

    /// <summary>Allocated objects and bytes.</summary>
    Alloc,

    /// <summary>Time spent waiting for contended locks.</summary>
    Lock,

    /// <summary>Time spent waiting for wait handles.</summary>
    Wait,

    /// <summary>Thrown exceptions.</summary>
    Exception,

    /// <summary>Pauses of all threads for the garbage collector.</summary>
    Gc,

    /// <summary>Time that threads spent off their processors.</summary>
    OffCpu,

    /// <summary>Every event, counted by its name.</summary>
    Events,
}
