using System.Runtime.InteropServices;
using System.Text;
using Refold.Formats.DotNet;
using Refold.Formats.Nettrace;
using Refold.Testing;

namespace Refold.Formats.Tests.Nettrace;

/// <summary>
/// Makes traces of versions 3 to 6 block by block. One tick of their clock is a nanosecond, and zero is at
/// 2026-01-02 03:04:05.678 UTC; the process is 42 and samples stand for a millisecond.
/// </summary>
internal sealed class NettraceFileBuilder(int version)
{
    /// <summary>Time 0 of the clock in nanoseconds since the Unix epoch.</summary>
    public const long Start = 1_767_323_045_678_000_000;

    private const int CompressedHeaders = 1;

    private readonly NettraceBytes _file = new();
    private readonly Dictionary<ulong, uint> _sequences = [];

    /// <summary>True if events have headers that stand for themselves.</summary>
    public bool IsPlain { get; init; }

    /// <summary>The file.</summary>
    public byte[] ToArray() => _file.ToArray();

    /// <summary>What is read of it.</summary>
    public Profile Read(ConversionContext context, params string[] profiles)
    {
        var options = new DotNetTraceOptions { Profiles = profiles, FindsSymbols = false };
        return new NettraceReader(options).Read(ToArray(), context);
    }

    /// <summary>The same, without looking at warnings.</summary>
    public Profile Read(params string[] profiles) => Read(new ConversionContext(), profiles);

    /// <summary>The beginning of a file.</summary>
    public NettraceFileBuilder Begin()
    {
        var head = new NettraceBytes();
        foreach (int part in (int[])[2026, 1, 5, 2, 3, 4, 5, 678])
        {
            head.Short(part);
        }

        head.Long(0).Long(1_000_000_000).Int(8);
        if (version == 6)
        {
            _file.Raw("Nettrace"u8).Int(0).Int(6).Int(0);
            head.Int(2).Utf8("ProcessId").Utf8("42").Utf8("ExpectedCPUSamplingRate").Utf8("1000000");
            return Block(1, head);
        }

        _file.Raw(version == 3 ? [] : "Nettrace"u8).Int(20).Raw("!FastSerialization.1"u8);
        head.Int(42).Int(2).Int(1_000_000);
        BeginObject(version == 3 ? "Microsoft.DotNet.Runtime.EventPipeFile" : "Trace").Raw(head.ToArray()).Byte(6);
        return this;
    }

    /// <summary>Declares kinds of events.</summary>
    public NettraceFileBuilder Declare(params (int Id, string Provider, int Number, string Name, int Version)[] kinds)
    {
        if (version == 6)
        {
            NettraceBytes rows = new NettraceBytes().Short(0);
            foreach ((int id, string provider, int number, string name, int version) in kinds)
            {
                rows.Row(new NettraceBytes().Varint((ulong)id).Utf8(provider).Varint((ulong)number).Utf8(name)
                    .Short(0).Row(new NettraceBytes().Byte(9).Byte(version)));
            }

            return Block(3, rows);
        }

        return WriteEvents("MetadataBlock", [.. kinds.Select(k => new NettraceFileEvent(
            0, 0, new NettraceBytes().Int(k.Id).Utf16(k.Provider).Int(k.Number).Utf16(k.Name).Long(0).Int(k.Version).Int(0)))]);
    }

    /// <summary>Tells the threads of version 6, each by its index and options.</summary>
    public NettraceFileBuilder Threads(params (ulong Index, NettraceBytes Options)[] threads)
    {
        var rows = new NettraceBytes();
        foreach ((ulong index, NettraceBytes options) in threads)
        {
            rows.Row(new NettraceBytes().Varint(index).Raw(options.ToArray()));
        }

        return Block(6, rows);
    }

    /// <summary>Tells which threads of version 6 have ended.</summary>
    public NettraceFileBuilder Remove(params ulong[] threads)
    {
        var rows = new NettraceBytes();
        Array.ForEach(threads, index => rows.Varint(index).Varint(1));
        return Block(7, rows);
    }

    /// <summary>Adds stacks, leaf first, the first of which has the number 1.</summary>
    public NettraceFileBuilder Stacks(params ulong[][] stacks)
    {
        NettraceBytes block = new NettraceBytes().Int(1).Int(stacks.Length);
        foreach (ulong[] stack in stacks)
        {
            block.Int(stack.Length * 8).Raw(MemoryMarshal.AsBytes<ulong>(stack));
        }

        return version == 6 ? Block(5, block) : Object("StackBlock", block);
    }

    /// <summary>Adds lists of labels, the first of which has the number 1.</summary>
    public NettraceFileBuilder Labels(params NettraceBytes[] lists)
    {
        NettraceBytes block = new NettraceBytes().Int(1).Int(lists.Length);
        Array.ForEach(lists, list => block.Raw(list.ToArray()));
        return Block(8, block);
    }

    /// <summary>Adds events.</summary>
    public NettraceFileBuilder Events(params NettraceFileEvent[] events) => WriteEvents("EventBlock", events);

    /// <summary>Adds a sequence point.</summary>
    /// <param name="flags">Since version 6: 1 if threads begin anew, 2 if declarations do.</param>
    /// <param name="written">How many events each thread has written so far.</param>
    public NettraceFileBuilder Point(int flags = 0, params (ulong Thread, uint Count)[] written)
    {
        NettraceBytes block = new NettraceBytes().Long(0).Raw(version == 6 ? BitConverter.GetBytes(flags) : []);
        block.Int(written.Length);
        foreach ((ulong thread, uint count) in written)
        {
            _ = version == 6 ? block.Varint(thread).Varint(count) : block.Long((long)thread).Int((int)count);
        }

        return version == 6 ? Block(4, block) : Object("SPBlock", block);
    }

    /// <summary>The end of a file.</summary>
    public NettraceFileBuilder End()
    {
        _file.Raw(version == 6 ? [0, 0, 0, 0] : [1]);
        return this;
    }

    /// <summary>Adds a block of version 6.</summary>
    public NettraceFileBuilder Block(int kind, NettraceBytes content)
    {
        _file.Int((kind << 24) | content.Length).Raw(content.ToArray());
        return this;
    }

    /// <summary>Adds an object of an older version.</summary>
    public NettraceFileBuilder Object(string name, NettraceBytes content)
    {
        BeginObject(name).Int(content.Length);
        _file.Raw(new byte[-_file.Length & 3]).Raw(content.ToArray()).Byte(6);
        return this;
    }

    /// <summary>Adds bytes that should not be there.</summary>
    public NettraceFileBuilder Junk(params byte[] bytes)
    {
        _file.Raw(bytes);
        return this;
    }

    private NettraceBytes BeginObject(string name)
    {
        int tag = version == 3 ? 4 : 5;
        return _file.Byte(tag).Byte(tag).Byte(1).Int(version).Int(version).Int(name.Length).Raw(Encoding.ASCII.GetBytes(name)).Byte(6);
    }

    private NettraceFileBuilder WriteEvents(string name, NettraceFileEvent[] events)
    {
        var block = new NettraceBytes();
        if (version > 3)
        {
            block.Short(20).Short(IsPlain ? 0 : CompressedHeaders).Long(0).Long(0);
        }

        (long Time, uint Sequence) before = default;
        foreach (NettraceFileEvent what in events)
        {
            uint sequence = NextSequence(what);
            if (version == 3)
            {
                WriteOld(block, what);
            }
            else if (IsPlain)
            {
                WritePlain(block, what, sequence);
            }
            else
            {
                WriteCompressed(block, what, what.Time - before.Time, sequence - before.Sequence - 1);
            }

            before = (what.Time, what.Metadata == 0 ? before.Sequence : sequence);
        }

        return version == 6 ? Block(2, block) : Object(version == 3 ? "EventBlock" : name, block);
    }

    // Which of its thread an event is; declarations are not counted.
    private uint NextSequence(NettraceFileEvent what)
    {
        if (what.Metadata == 0)
        {
            return 0;
        }

        uint next = _sequences.GetValueOrDefault(what.Thread) + 1 + (uint)what.Lost;
        _sequences[what.Thread] = next;
        return next;
    }

    private void WriteCompressed(NettraceBytes block, NettraceFileEvent what, long wait, uint skipped)
    {
        byte[] payload = what.Payload?.ToArray() ?? [];
        bool isMetadata = what.Metadata == 0;
        block.Byte(1 | (isMetadata ? 0 : 2) | 4 | 8 | 16 | 64 | 128).Varint((ulong)what.Metadata);
        if (!isMetadata)
        {
            block.Varint(skipped).Varint(what.Thread).Varint(0);
        }

        block.Varint(what.Thread).Varint((ulong)what.Stack).Varint(unchecked((ulong)wait));
        _ = version == 6 ? block.Varint((ulong)what.Labels) : block.Guid(what.Activity);
        block.Varint((ulong)payload.Length).Raw(payload);
    }

    private void WritePlain(NettraceBytes block, NettraceFileEvent what, uint sequence)
    {
        byte[] payload = what.Payload?.ToArray() ?? [];
        block.Int(0).Int(what.Metadata).Int((int)sequence).Long((long)what.Thread).Long((long)what.Thread).Int(0);
        block.Int(what.Stack).Long(what.Time);
        _ = version == 6 ? block.Int(what.Labels) : block.Guid(what.Activity).Guid(Guid.Empty);
        block.Int(payload.Length).Raw(payload);
        block.Raw(new byte[version == 6 ? 0 : -block.Length & 3]);
    }

    private static void WriteOld(NettraceBytes block, NettraceFileEvent what)
    {
        byte[] payload = what.Payload?.ToArray() ?? [];
        byte[] stack = MemoryMarshal.AsBytes<ulong>(what.Addresses).ToArray();
        NettraceBytes blob = new NettraceBytes().Int(what.Metadata).Int((int)what.Thread).Long(what.Time);
        blob.Guid(what.Activity).Guid(Guid.Empty).Int(payload.Length).Raw(payload).Int(stack.Length).Raw(stack);
        block.Int(blob.Length).Raw(blob.ToArray());
    }
}
