namespace Refold.Formats.GoTrace;

/// <summary>Events that are in order among themselves: those of one processor (Go ≤ 1.21) or thread.</summary>
internal abstract class GoEventQueue
{
    /// <summary>
    /// The time of the first event, by which <see cref="GoMerge{T}"/> compares queues; its unit is the same for all.
    /// </summary>
    public long Time { get; protected set; }

    /// <summary>Advances to the next event; false if there is none.</summary>
    public abstract bool MoveNext();
}

/// <summary>The result of trying to apply the first event of a queue.</summary>
internal enum GoEventResult
{
    /// <summary>The event was applied.</summary>
    Applied,

    /// <summary>The event depends on one of another queue that has not been applied yet.</summary>
    Deferred,

    /// <summary>The event contradicts the events applied so far.</summary>
    Contradiction,
}
