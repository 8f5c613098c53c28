using System.Runtime.InteropServices;
using System.Text;
using Refold.Formats.DotNet;
using Refold.Formats.Nettrace;
using Refold.Testing;

namespace Refold.Formats.Tests.Nettrace;

/// <summary>Builds traces of versions 3 to 6, block by block.</summary>
/// <remarks>
/// A tick of the clock is a nanosecond, tick 0 is 2026-01-02 03:04:05.678 UTC; the process id is 42, the sampling
/// interval a millisecond.
/// </remarks>
internal sealed class NettraceFileBuilder(int version)
{
    /// <summary>Tick 0 of the clock in nanoseconds since the Unix epoch.</summary>
    public const long Start = 1_767_323_045_678_000_000;

    private const int CompressedHeaders = 1;

    private readonly NettraceBytes _file = new();
    private readonly Dictionary<ulong, uint> _sequences = [];

    /// <summary>Whether events have headers that are not compressed.</summary>
    public bool IsPlain { get; init; }

    /// <summary>Copies the bytes of the file.</summary>
    public byte[] ToArray() => _file.ToArray();

    /// <summary>Reads the file.</summary>
    public Profile Read(ConversionContext context, params string[] profiles)
    {
        var options = new DotNetTraceOptions { Profiles = profiles, FindsSymbols = false };
        return new NettraceReader(options).Read(ToArray(), context);
    }

    /// <summary>Reads the file and ignores warnings.</summary>
    public Profile Read(params string[] profiles) => Read(new ConversionContext(), profiles);

    /// <summary>Adds the header of the file and the facts about the recording.</summary>
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

    /// <summary>Declares event types.</summary>
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

        return WriteEvents("MetadataBlock", [.. kinds.Select(k =>
        {
            NettraceBytes record = new NettraceBytes().Int(k.Id).Utf16(k.Provider).Int(k.Number).Utf16(k.Name);
            return new NettraceFileEvent(0, 0, record.Long(0).Int(k.Version).Int(0));
        })]);
    }

    /// <summary>Declares the threads of version 6, each by its index and options.</summary>
    public NettraceFileBuilder Threads(params (ulong Index, NettraceBytes Options)[] threads)
    {
        var rows = new NettraceBytes();
        foreach ((ulong index, NettraceBytes options) in threads)
        {
            rows.Row(new NettraceBytes().Varint(index).Raw(options.ToArray()));
        }

        return Block(6, rows);
    }

    /// <summary>Removes threads of version 6, which have ended.</summary>
    public NettraceFileBuilder Remove(params ulong[] threads)
    {
        var rows = new NettraceBytes();
        Array.ForEach(threads, index => rows.Varint(index).Varint(1));
        return Block(7, rows);
    }

    /// <summary>Adds stacks, leaf first; the first one has the id 1.</summary>
    public NettraceFileBuilder Stacks(params ulong[][] stacks)
    {
        NettraceBytes block = new NettraceBytes().Int(1).Int(stacks.Length);
        foreach (ulong[] stack in stacks)
        {
            block.Int(stack.Length * 8).Raw(MemoryMarshal.AsBytes<ulong>(stack));
        }

        return version == 6 ? Block(5, block) : Object("StackBlock", block);
    }

    /// <summary>Adds label lists; the first one has the id 1.</summary>
    public NettraceFileBuilder Labels(params NettraceBytes[] lists)
    {
        NettraceBytes block = new NettraceBytes().Int(1).Int(lists.Length);
        Array.ForEach(lists, list => block.Raw(list.ToArray()));
        return Block(8, block);
    }

    /// <summary>Adds events.</summary>
    public NettraceFileBuilder Events(params NettraceFileEvent[] events) => WriteEvents("EventBlock", events);

    /// <summary>Adds a sequence point.</summary>
    /// <param name="flags">Since version 6: 1 removes all threads, 2 all declarations.</param>
    /// <param name="written">The sequence number of the last event of each thread.</param>
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

    /// <summary>Adds the end of the file.</summary>
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

    /// <summary>Adds an object of versions 3 to 5.</summary>
    public NettraceFileBuilder Object(string name, NettraceBytes content)
    {
        BeginObject(name).Int(content.Length);
        _file.Raw(new byte[-_file.Length & 3]).Raw(content.ToArray()).Byte(6);
        return this;
    }

    /// <summary>Adds bytes between blocks.</summary>
    public NettraceFileBuilder Junk(params byte[] bytes)
    {
        _file.Raw(bytes);
        return this;
    }

    private NettraceBytes BeginObject(string name)
    {
        int tag = version == 3 ? 4 : 5;
        _file.Byte(tag).Byte(tag).Byte(1).Int(version).Int(version);
        return _file.Int(name.Length).Raw(Encoding.ASCII.GetBytes(name)).Byte(6);
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

    // The sequence number of an event within its thread; declarations have none.
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
