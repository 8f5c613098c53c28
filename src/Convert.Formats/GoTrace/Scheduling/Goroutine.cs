namespace Refold.Formats.GoTrace;

/// <summary>One goroutine: what it does now, since when, and what is known of it.</summary>
internal sealed class Goroutine(ulong id)
{
    /// <summary>Its number, as it is in panics and dumps.</summary>
    public ulong Id { get; } = id;

    /// <summary>What it does now.</summary>
    public GoState State { get; set; }

    /// <summary>The generation of the event that its sequence number counts in.</summary>
    public ulong Generation { get; set; }

    /// <summary>How often it was started or woken in the generation: what the order of events rests on.</summary>
    public ulong Sequence { get; set; }

    /// <summary>
    /// What it does as far as the order of events up to Go 1.21 goes: dead, runnable, running, or waiting, as in a
    /// system call that blocks. Events are in order before <see cref="State"/> follows.
    /// </summary>
    public GoState Turn { get; set; } = GoState.Dead;

    /// <summary>When <see cref="State"/> began.</summary>
    public long Since { get; set; }

    /// <summary>The profiles that want the time in <see cref="State"/>, as a set of bits.</summary>
    public GoChannelSet Wanted { get; set; }

    /// <summary>Why it waits, or was made to wait for a processor.</summary>
    public GoReason Reason { get; set; }

    /// <summary>What it did before <see cref="State"/>.</summary>
    public GoState Before { get; set; }

    /// <summary>Where it last told that it was; none if it has not told, or nobody wants to know.</summary>
    public StackId OwnStack { get; set; }

    /// <summary>Who made it runnable: the stack of the goroutine that woke or created it; none if nobody did.</summary>
    public StackId WakeStack { get; set; }

    /// <summary>The processor (P) it runs on; negative if unknown.</summary>
    public long Processor { get; set; } = -1;

    /// <summary>The thread (M) it runs on; <see cref="GoTransition.NoThread"/> if unknown.</summary>
    public ulong Thread { get; set; } = GoTransition.NoThread;

    /// <summary>The function that it began with; none if unknown.</summary>
    public LocationId Entry { get; set; }

    /// <summary>The name of that function.</summary>
    public StringId EntryName { get; set; }

    /// <summary>True if it belongs to the runtime.</summary>
    public bool IsSystem { get; set; }

    /// <summary>Its last labels, and what they were made of; null if it had none yet.</summary>
    public (GoLabelMemo Of, LabelSetId Set)? Labels { get; set; }

    /// <summary>The stacks of the CPU samples since it began to run; null if there were none.</summary>
    public List<StackId>? Samples { get; set; }

    /// <summary>Its user regions and the task that it works for; null if there are none.</summary>
    public GoAnnotations? Annotations { get; set; }

    /// <summary>Since when it helps the garbage collector, and where it allocated; null if it does not.</summary>
    public GoOpenInterval? Assist { get; set; }

    /// <summary>What the profiles of Go's own tools are tracking; null if nothing.</summary>
    public Go122Tracks? Tracks { get; set; }
}
