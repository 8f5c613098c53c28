namespace Refold.Formats.Nettrace;

/// <summary>
/// What stands before the payload of an event. In compressed form a field that is not there is that of the event before,
/// so one of these lives through a block.
/// </summary>
internal struct NettraceEventHeader
{
    /// <summary>Which event it is, by the metadata of the file; 0 for metadata themselves.</summary>
    public int MetadataId;

    /// <summary>The number of the event among those of its capturing thread.</summary>
    public uint Sequence;

    /// <summary>The thread that wrote it; for samples, the sampler.</summary>
    public ulong CaptureThread;

    /// <summary>The thread it is about: its number, or since version 6 its index among the threads of the file.</summary>
    public ulong Thread;

    /// <summary>The stack, by the stacks since the last sequence point; 0 if there is none.</summary>
    public int StackId;

    /// <summary>When it was, in ticks of the clock.</summary>
    public long Time;

    /// <summary>The activity it belongs to; zero if there is none, or if labels tell (version 6).</summary>
    public Guid Activity;

    /// <summary>The labels, by the label lists since the last sequence point; version 6 only.</summary>
    public int LabelListId;

    /// <summary>The length of the payload in bytes.</summary>
    public int PayloadSize;
}
