namespace Refold.Formats.Nettrace;

/// <summary>
/// Decodes what stands before payloads. Source: "NetTrace File Format" of dotnet/perfview, the parts about version 4
/// (event blob, header compression) and version 6.
/// </summary>
internal static class NettraceEventHeaderReader
{
    private const int HasMetadata = 1;
    private const int HasCapture = 2;
    private const int HasThread = 4;
    private const int HasStack = 8;
    private const int HasActivityOrLabels = 16;
    private const int HasRelatedActivity = 32;
    private const int HasPayloadSize = 128;

    /// <summary>A header in which only differences to the one before are stored.</summary>
    public static void ReadCompressed(ref NettraceCursor block, int version, ref NettraceEventHeader header)
    {
        int flags = block.ReadByte();
        header.MetadataId = (flags & HasMetadata) != 0 ? (int)block.ReadVarint() : header.MetadataId;
        if ((flags & HasCapture) != 0)
        {
            header.Sequence += (uint)block.ReadVarint() + 1;
            header.CaptureThread = block.ReadVarint();
            block.ReadVarint(); // the processor's number
        }
        else if (header.MetadataId != 0)
        {
            header.Sequence++;
        }

        header.Thread = (flags & HasThread) != 0 ? block.ReadVarint() : header.Thread;
        header.StackId = (flags & HasStack) != 0 ? (int)block.ReadVarint() : header.StackId;
        header.Time = unchecked(header.Time + (long)block.ReadVarint());
        if (version >= 6)
        {
            header.LabelListId = (flags & HasActivityOrLabels) != 0 ? (int)block.ReadVarint() : header.LabelListId;
        }
        else
        {
            header.Activity = (flags & HasActivityOrLabels) != 0 ? block.ReadGuid() : header.Activity;
            block.ReadBytes((flags & HasRelatedActivity) != 0 ? 16 : 0);
        }

        header.PayloadSize = (flags & HasPayloadSize) != 0 ? block.ReadSmall() : header.PayloadSize;
    }

    /// <summary>A header that stands for itself; no known writer makes these.</summary>
    public static NettraceEventHeader ReadPlain(ref NettraceCursor block, int version)
    {
        block.ReadInt32(); // the size of what follows
        var header = new NettraceEventHeader
        {
            MetadataId = block.ReadInt32() & int.MaxValue,
            Sequence = (uint)block.ReadInt32(),
            Thread = (ulong)block.ReadInt64(),
            CaptureThread = (ulong)block.ReadInt64(),
        };
        block.ReadInt32(); // the processor's number
        header.StackId = block.ReadInt32();
        header.Time = block.ReadInt64();
        if (version >= 6)
        {
            header.LabelListId = block.ReadInt32();
        }
        else
        {
            header.Activity = block.ReadGuid();
            block.ReadGuid(); // the related activity
        }

        header.PayloadSize = block.ReadInt32();
        return header;
    }
}
