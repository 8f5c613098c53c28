namespace Refold.Formats.GoTrace;

/// <summary>A processor of the scheduler (P): the right to run Go code.</summary>
internal sealed class GoProcessor(long id)
{
    /// <summary>Its number, from 0.</summary>
    public long Id { get; } = id;

    /// <summary>What it does.</summary>
    public GoProcessorState State { get; set; }

    /// <summary>The generation that its sequence number counts in.</summary>
    public ulong Generation { get; set; }

    /// <summary>How often it was started or stolen in the generation.</summary>
    public ulong Sequence { get; set; }

    /// <summary>True if an event with this number is the next one.</summary>
    public bool IsNext(ulong generation, ulong sequence) => Generation == generation && sequence == Sequence + 1;
}
