namespace Refold.Formats.GoTrace;

/// <summary>A change of a goroutine's state, or a status event that repeats its state.</summary>
internal readonly record struct GoTransition
{
    /// <summary>The id that means no thread.</summary>
    public const ulong NoThread = ulong.MaxValue;

    /// <summary>The id that means no processor.</summary>
    public const long NoProcessor = -1;

    /// <summary>The time, in nanoseconds.</summary>
    public required long Time { get; init; }

    /// <summary>The state from <see cref="Time"/> on.</summary>
    public required GoState To { get; init; }

    /// <summary>The reason why the goroutine stopped running, if it did.</summary>
    public GoReason Reason { get; init; }

    /// <summary>
    /// The id of the event's stack. It belongs to the goroutine that ran when the event happened, which for creation
    /// and wake-up is another one than the goroutine whose state changes.
    /// </summary>
    public ulong Stack { get; init; }

    /// <summary>The id of a stack of the goroutine whose state changes; 0 if the event has none.</summary>
    public ulong OwnStack { get; init; }

    /// <summary>The goroutine that creates or wakes this one; null if there is none.</summary>
    public Goroutine? Actor { get; init; }

    /// <summary>The thread on which the event happened; <see cref="NoThread"/> if unknown.</summary>
    public ulong Thread { get; init; }

    /// <summary>The processor on which the event happened; negative if there is none.</summary>
    public long Processor { get; init; }

    /// <summary>
    /// Whether this is a status event: the goroutine was in the state before, and it is not known since when.
    /// </summary>
    public bool IsStatus { get; init; }
}
