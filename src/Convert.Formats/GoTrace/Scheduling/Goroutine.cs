namespace Refold.Formats.GoTrace;

/// <summary>The state of one goroutine while the trace is read.</summary>
internal sealed class Goroutine(ulong id)
{
    /// <summary>The id, as in panics and goroutine dumps.</summary>
    public ulong Id { get; } = id;

    /// <summary>The current state.</summary>
    public GoState State { get; set; }

    /// <summary>The generation that <see cref="Sequence"/> belongs to (since Go 1.22).</summary>
    public ulong Generation { get; set; }

    /// <summary>
    /// The number of times it was started or woken in the generation. Events carry this number, which orders them.
    /// </summary>
    public ulong Sequence { get; set; }

    /// <summary>
    /// The state that decides whether an event up to Go 1.21 is the next one: dead, runnable, running or waiting; a
    /// system call that blocks is waiting. It changes before <see cref="State"/> does.
    /// </summary>
    public GoState OrderedState { get; set; } = GoState.Dead;

    /// <summary>The time at which <see cref="State"/> began, or the last region did, in nanoseconds.</summary>
    public long Since { get; set; }

    /// <summary>The channels that the time in <see cref="State"/> counts for.</summary>
    public GoChannelSet Channels { get; set; }

    /// <summary>The reason why it stopped running.</summary>
    public GoReason Reason { get; set; }

    /// <summary>The state before <see cref="State"/>.</summary>
    public GoState PreviousState { get; set; }

    /// <summary>Its last known stack; none if no event had one, or no channel uses it.</summary>
    public StackId OwnStack { get; set; }

    /// <summary>The stack of the goroutine that created or woke it; none if there is none.</summary>
    public StackId WakeStack { get; set; }

    /// <summary>The processor (P) that it runs on; negative if unknown.</summary>
    public long Processor { get; set; } = GoTransition.NoProcessor;

    /// <summary>The thread (M) that it runs on; <see cref="GoTransition.NoThread"/> if unknown.</summary>
    public ulong Thread { get; set; } = GoTransition.NoThread;

    /// <summary>The function that it started with; none if unknown.</summary>
    public LocationId Entry { get; set; }

    /// <summary>The name of <see cref="Entry"/>; empty if unknown.</summary>
    public StringId EntryName { get; set; }

    /// <summary>Whether it belongs to the runtime: its entry function is a runtime one, but not runtime.main.</summary>
    public bool IsSystem { get; set; }

    /// <summary>Its last labels and their contents; null if it had none yet.</summary>
    public (GoLabelKey Key, LabelSetId Set)? Labels { get; set; }

    /// <summary>The stacks of the CPU samples since it was started; null if there were none.</summary>
    public List<StackId>? CpuStacks { get; set; }

    /// <summary>Its user regions and task; null if there are none.</summary>
    public GoAnnotations? Annotations { get; set; }

    /// <summary>The current assist of the garbage collector; null if there is none.</summary>
    public GoOpenInterval? Assist { get; set; }

    /// <summary>The open intervals of <c>go tool trace</c>'s rules; null if there are none.</summary>
    public GoToolTracks? Tracks { get; set; }
}
