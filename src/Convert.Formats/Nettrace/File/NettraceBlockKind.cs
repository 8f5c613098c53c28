namespace Refold.Formats.Nettrace;

/// <summary>What a block holds; the numbers are those of version 6.</summary>
internal enum NettraceBlockKind
{
    /// <summary>Nothing: the file ends here.</summary>
    End,

    /// <summary>Facts about the whole.</summary>
    Trace,

    /// <summary>Events.</summary>
    Events,

    /// <summary>Declarations of events.</summary>
    Metadata,

    /// <summary>Says that all that happened before a time has been written.</summary>
    SequencePoint,

    /// <summary>Stacks.</summary>
    Stacks,

    /// <summary>Threads.</summary>
    Threads,

    /// <summary>Threads that have ended.</summary>
    RemovedThreads,

    /// <summary>Labels of events.</summary>
    Labels,
}
