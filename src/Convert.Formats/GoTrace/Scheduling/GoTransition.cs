namespace Refold.Formats.GoTrace;

/// <summary>A goroutine goes from one state to another, or says again which state it is in.</summary>
internal readonly record struct GoTransition
{
    /// <summary>The number that stands for no thread.</summary>
    public const ulong NoThread = ulong.MaxValue;

    /// <summary>The number that stands for no processor.</summary>
    public const long NoProcessor = -1;

    /// <summary>When, in nanoseconds.</summary>
    public required long Time { get; init; }

    /// <summary>The state from now on.</summary>
    public required GoState To { get; init; }

    /// <summary>Why it stopped running, if it did.</summary>
    public GoReason Reason { get; init; }

    /// <summary>
    /// The id of the stack of the event: of the goroutine that does it, be it to itself or to another.
    /// </summary>
    public ulong Stack { get; init; }

    /// <summary>The id of a stack of the goroutine that moves; 0 if the event has none.</summary>
    public ulong OwnStack { get; init; }

    /// <summary>Who does it; null if it is the goroutine itself, or nobody.</summary>
    public Goroutine? Actor { get; init; }

    /// <summary>The thread on which it happens.</summary>
    public ulong Thread { get; init; }

    /// <summary>The processor on which it happens; negative if on none.</summary>
    public long Processor { get; init; }

    /// <summary>True if the length of the state before is not known: the goroutine was met in it.</summary>
    public bool IsStatus { get; init; }
}
