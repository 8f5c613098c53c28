using Refold.Formats.DotNet;

namespace Refold.Formats.Nettrace;

/// <summary>Decodes the bodies of blocks and dispatches their events.</summary>
/// <remarks>
/// <code>
/// block of events, since version 4          14 00  01 00           size of this header, flags: 1 compressed events
///                                           i64    i64             first and last time
///                                           events                 see <see cref="NettraceEventHeaderReader"/>
/// block of events, version 3                i32                    size of the event that follows
///                                           i32 i32 i64            metadata id, thread, time
///                                           16 bytes  16 bytes     activity, related activity
///                                           i32 …  i32 …           payload and stack, each after its size
/// block of stacks                           01 00 00 00 02 00 00 00         id of the first stack, number of stacks
///                                           10 00 00 00 10 20 … 10 10 …     size, addresses, leaf first: stack 1
///                                           08 00 00 00 10 10 …             stack 2
/// sequence point, versions 4 and 5          i64  i32               time, number of threads
///                                           i64 i32 …              of each: id, sequence number of its last event
/// sequence point, version 6                 i64  i32  i32          time, flags, number of threads
///                                           varint varint …        of each: index, sequence number
/// </code>
/// Threads and event types remain valid for later blocks, stacks and labels until the next sequence point.
/// </remarks>
internal sealed class NettraceBlockReader(NettraceEventDispatcher dispatcher, ConversionContext context, string name)
{
    private const int SmallestHeader = 20;
    private const int CompressedHeaders = 1;
    private const int FlushesThreads = 1;
    private const int FlushesMetadata = 2;

    private readonly NettraceMetadata _metadata = new();
    private readonly NettraceThreadTable _threads = new();
    private readonly NettraceLabelLists _labels = new();
    private readonly NettraceSequenceNumbers _sequences = new();

    /// <summary>The facts about the recording.</summary>
    public NettraceTraceInfo Trace { get; private set; } = new();

    /// <summary>The number of events that the recording lost.</summary>
    public long LostEvents => _sequences.Lost;

    /// <summary>Sets the facts about the recording.</summary>
    public void Begin(NettraceTraceInfo trace)
    {
        Trace = trace;
        dispatcher.Begin(trace);
    }

    /// <summary>Reads the body of a block.</summary>
    /// <exception cref="NettraceDamageException">The body is corrupt; the events before that were read.</exception>
    public void Read(NettraceBlockKind kind, NettraceCursor block)
    {
        context.Cancellation.ThrowIfCancellationRequested();
        switch (kind)
        {
            case NettraceBlockKind.Trace:
                Begin(NettraceTraceInfo.FromBlock(block));
                break;
            case NettraceBlockKind.Events when Trace.Version == 3:
                ReadOldEvents(block);
                break;
            case NettraceBlockKind.Events:
                ReadEvents(block);
                break;
            case NettraceBlockKind.Metadata when Trace.Version < 6:
                ReadEvents(block);
                break;
            case NettraceBlockKind.Metadata:
                ReadMetadata(block);
                break;
            case NettraceBlockKind.SequencePoint:
                ReadSequencePoint(block);
                break;
            case NettraceBlockKind.Stacks:
                ReadStacks(block);
                break;
            case NettraceBlockKind.Threads:
                _threads.AddBlock(block, Trace);
                break;
            case NettraceBlockKind.RemovedThreads:
                _threads.RemoveBlock(block);
                break;
            case NettraceBlockKind.Labels:
                _labels.AddBlock(block);
                break;
            default:
                break;
        }
    }

    // Up to version 5, declarations of event types are events with the metadata id 0.
    private void ReadEvents(NettraceCursor block)
    {
        int headerSize = block.ReadUInt16();
        bool isCompressed = (block.ReadUInt16() & CompressedHeaders) != 0;
        if (headerSize < SmallestHeader)
        {
            throw block.Damage($"a block header of at least {SmallestHeader} bytes");
        }

        block.ReadBytes(headerSize - 4);
        var header = new NettraceEventHeader();
        while (!block.IsAtEnd)
        {
            if (isCompressed)
            {
                NettraceEventHeaderReader.ReadCompressed(ref block, Trace.Version, ref header);
            }
            else
            {
                header = NettraceEventHeaderReader.ReadPlain(ref block, Trace.Version);
            }

            Deliver(header, block.Take(header.PayloadSize), default);
            if (!isCompressed && Trace.Version < 6)
            {
                block.ReadBytes(Math.Min(-block.Position & 3, block.Remaining));
            }
        }
    }

    // Version 3 has no blocks of stacks: each event is followed by its stack.
    private void ReadOldEvents(NettraceCursor block)
    {
        while (!block.IsAtEnd)
        {
            NettraceCursor blob = block.Take(block.ReadInt32());
            var header = new NettraceEventHeader
            {
                MetadataId = blob.ReadInt32(),
                Thread = (uint)blob.ReadInt32(),
                Time = blob.ReadInt64(),
                Activity = blob.ReadGuid(),
            };
            blob.ReadGuid(); // the related activity
            NettraceCursor payload = blob.Take(blob.ReadInt32());
            Deliver(header, payload, blob.ReadBytes(blob.ReadInt32()));
        }
    }

    private void Deliver(in NettraceEventHeader header, NettraceCursor payload, ReadOnlySpan<byte> stack)
    {
        if (header.MetadataId == 0)
        {
            _metadata.AddRecord(ref payload);
            return;
        }

        if (Trace.Version > 3)
        {
            _sequences.Add(header.CaptureThread, header.Sequence);
        }

        NettraceEventType? type = _metadata.Find(header.MetadataId);
        if (type is null)
        {
            var position = new InputPosition(name, Offset: payload.Offset);
            context.Diagnostics.Warn(
                "nettrace.undeclared-event", position, $"event with the undeclared metadata id {header.MetadataId}");
        }
        else if (type.Kind != ClrEventKind.None || dispatcher.CountsEveryEvent)
        {
            Collect(type, header, payload, stack);
        }
    }

    private void Collect(
        NettraceEventType type, in NettraceEventHeader header, NettraceCursor payload, ReadOnlySpan<byte> stack)
    {
        ClrThread thread = _threads.Find(header.Thread, Trace);
        ClrLabelList labels = _labels.Find(header.LabelListId);
        try
        {
            dispatcher.Add(type, header, thread, labels, payload, stack);
        }
        catch (NettraceDamageException e)
        {
            var position = new InputPosition(name, Offset: e.Offset);
            string title = $"{type.Provider} event {type.Id}, version {type.Version}";
            context.Diagnostics.Warn("nettrace.damaged-event", position, $"{title}: {e.Message}; it is discarded");
        }
    }

    private void ReadMetadata(NettraceCursor block)
    {
        block.ReadBytes(block.ReadUInt16());
        while (!block.IsAtEnd)
        {
            NettraceCursor row = block.Take(block.ReadUInt16());
            _metadata.AddRow(ref row);
        }
    }

    private void ReadStacks(NettraceCursor block)
    {
        int id = block.ReadInt32();
        block.ReadInt32(); // the number of stacks, which is implied by the end of the block
        while (!block.IsAtEnd)
        {
            dispatcher.AddStack(id++, block.ReadBytes(block.ReadInt32()));
        }
    }

    // Ids of stacks and label lists are reused after a sequence point; indexes of threads and metadata ids if it has
    // the flags for that.
    private void ReadSequencePoint(NettraceCursor block)
    {
        dispatcher.EndWindow();
        _labels.Clear();
        block.ReadInt64(); // its time
        int flags = Trace.Version < 6 ? 0 : block.ReadInt32();
        for (int threads = block.ReadInt32(); threads > 0; threads--)
        {
            ulong thread = Trace.Version < 6 ? (ulong)block.ReadInt64() : block.ReadVarint();
            _sequences.AddLast(thread, Trace.Version < 6 ? (uint)block.ReadInt32() : (uint)block.ReadVarint());
        }

        if ((flags & FlushesThreads) != 0)
        {
            _threads.Clear();
            _sequences.Clear();
        }

        if ((flags & FlushesMetadata) != 0)
        {
            _metadata.Clear();
        }
    }
}
