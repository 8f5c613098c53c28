namespace Refold.Formats.Nettrace;

/// <summary>The content of a block; the values are the kinds of version 6.</summary>
internal enum NettraceBlockKind
{
    /// <summary>The end of the file.</summary>
    End,

    /// <summary>The clock, the process and other facts about the recording.</summary>
    Trace,

    /// <summary>Events.</summary>
    Events,

    /// <summary>Declarations of event types.</summary>
    Metadata,

    /// <summary>A point before which all earlier events have been written.</summary>
    SequencePoint,

    /// <summary>Stacks.</summary>
    Stacks,

    /// <summary>Threads.</summary>
    Threads,

    /// <summary>Threads that have ended.</summary>
    RemovedThreads,

    /// <summary>Label lists of events.</summary>
    Labels,
}
