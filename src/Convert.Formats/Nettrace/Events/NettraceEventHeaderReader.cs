namespace Refold.Formats.Nettrace;

/// <summary>Decodes the headers of events.</summary>
/// <remarks>
/// Compressed: a byte of flags, then the fields whose flags are set, in this order:
/// <code>
/// 01   metadata id, varint                             10   activity id, 16 bytes; since version 6 label list, varint
/// 02   sequence delta - 1, capturing thread,           20   related activity id, 16 bytes; up to version 5
///      processor, three varints                        40   (events are sorted; has no field)
/// 04   thread, varint                                  80   payload size, varint
/// 08   stack id, varint
///      time delta, varint; always present, before the field of 10
///
/// cf  03  00 0b 00  0b  01  e8 07  04   02 00 00 00    metadata id 3, sequence +1, captured by thread 11 on
///                                                      processor 0, thread 11, stack 1, time +1000,
///                                                      payload of 4 bytes, the payload
/// 48  02  e8 07                         01 00 00 00    the same, but stack 2 and time +1000
/// </code>
/// Source: "NetTrace File Format" of dotnet/perfview, the parts about version 4 (event blob, header compression) and
/// version 6.
/// </remarks>
internal static class NettraceEventHeaderReader
{
    private const int HasMetadata = 1;
    private const int HasCapture = 2;
    private const int HasThread = 4;
    private const int HasStack = 8;
    private const int HasActivityOrLabels = 16;
    private const int HasRelatedActivity = 32;
    private const int HasPayloadSize = 128;

    /// <summary>Reads a compressed header, which has only the differences from the previous one.</summary>
    /// <exception cref="NettraceDamageException">The block ends within the header.</exception>
    public static void ReadCompressed(ref NettraceCursor block, int version, ref NettraceEventHeader header)
    {
        int flags = block.ReadByte();
        header.MetadataId = (flags & HasMetadata) != 0 ? (int)block.ReadVarint() : header.MetadataId;
        if ((flags & HasCapture) != 0)
        {
            header.Sequence += (uint)block.ReadVarint() + 1;
            header.CaptureThread = block.ReadVarint();
            block.ReadVarint(); // the processor
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

    /// <summary>Reads a header with all fields; no known writer makes these.</summary>
    /// <exception cref="NettraceDamageException">The block ends within the header.</exception>
    public static NettraceEventHeader ReadPlain(ref NettraceCursor block, int version)
    {
        block.ReadInt32(); // the size of the event
        var header = new NettraceEventHeader
        {
            MetadataId = block.ReadInt32() & int.MaxValue,
            Sequence = (uint)block.ReadInt32(),
            Thread = (ulong)block.ReadInt64(),
            CaptureThread = (ulong)block.ReadInt64(),
        };
        block.ReadInt32(); // the processor
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
