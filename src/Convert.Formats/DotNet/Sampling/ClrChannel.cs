namespace Refold.Formats.DotNet;

/// <summary>The profiles that a trace may hold, the one that most people want first.</summary>
internal enum ClrChannel
{
    /// <summary>What processors did, kernel and native code too.</summary>
    Cpu,

    /// <summary>Where managed threads were at each tick, whether they ran or waited.</summary>
    ThreadTime,

    /// <summary>What was allocated where.</summary>
    Alloc,

    /// <summary>Where threads waited for locks.</summary>
    Lock,

    /// <summary>Where threads waited for wait handles.</summary>
    Wait,

    /// <summary>Where exceptions were thrown.</summary>
    Exception,

    /// <summary>How long the runtime stopped all threads.</summary>
    Gc,

    /// <summary>Where threads were taken off their processors, and for how long.</summary>
    OffCpu,

    /// <summary>Every event, by its name.</summary>
    Events,
}
