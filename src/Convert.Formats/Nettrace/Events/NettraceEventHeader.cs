namespace Refold.Formats.Nettrace;

/// <summary>The header of an event.</summary>
/// <remarks>
/// In compressed form, an absent field has the value of the previous event of the block: one instance is updated from
/// event to event.
/// </remarks>
internal struct NettraceEventHeader
{
    /// <summary>The metadata id of the event type; 0 for a declaration of an event type.</summary>
    public int MetadataId;

    /// <summary>The sequence number of the event within its capturing thread.</summary>
    public uint Sequence;

    /// <summary>The thread that wrote the event: for samples, that of the sample profiler.</summary>
    public ulong CaptureThread;

    /// <summary>The thread that the event describes: its id, since version 6 its index in the file.</summary>
    public ulong Thread;

    /// <summary>The id of the stack, valid until the next sequence point; 0 for none.</summary>
    public int StackId;

    /// <summary>The time in ticks of the trace's clock.</summary>
    public long Time;

    /// <summary>The activity id; all zeros for none, and since version 6, where it is a label.</summary>
    public Guid Activity;

    /// <summary>The id of the label list, valid until the next sequence point; 0 before version 6.</summary>
    public int LabelListId;

    /// <summary>The size of the payload in bytes.</summary>
    public int PayloadSize;
}
