using System.Runtime.InteropServices;
using Refold.Formats.Shared;
using Refold.Storage;

namespace Refold.Formats.GoTrace;

/// <summary>The stack table of one generation (Go ≥ 1.22) or of a whole trace (Go ≤ 1.21).</summary>
/// <remarks>
/// The frames of a stack stay in the bytes of the file and are parsed at its first use. All numbers are varints:
/// <code>
/// address · function · file · line     per frame, leaf first; function and file are ids of strings
///
/// c3 a7 9b 02   20   21   9a 02        0x46d3c3, function 32, file 33, line 282
/// b9 bd 99 02   22   23   ac 03        0x465eb9, function 34, file 35, line 428
///
/// address                              Go 1.5 and 1.6: nothing else
/// </code>
/// Inlined functions are frames like all others. Addresses are those of calls: one less than the return address.
/// </remarks>
internal sealed class GoStackTable(ProfileBuilder builder, GoStringTable names, GoDiagnostics log)
{
    /// <summary>The largest accepted number of frames. The runtime stops at 128.</summary>
    public const int MaxFrames = 1000;

    private const int RuntimeMaxFrames = 128;

    private readonly IdTable _rows = new();
    private readonly List<Entry> _stacks = [];
    private readonly List<LocationId> _frames = [];
    private readonly StringId _exit = builder.AddString("runtime.goexit");
    private byte[] _bytes = [];
    private MappingId _mapping;

    /// <summary>Whether frames have functions; false for Go 1.5 and 1.6.</summary>
    public bool HasSymbols { get; init; } = true;

    /// <summary>The number of varints of a frame.</summary>
    public int FrameLength => HasSymbols ? 4 : 1;

    /// <summary>The frame of goroutines without any known stack.</summary>
    public LocationId UnknownFrame => builder.AddLocation(builder.AddFunction("[unknown]"));

    /// <summary>Removes all stacks and sets the bytes that contain the next ones.</summary>
    public void Clear(byte[] bytes)
    {
        _rows.Clear();
        _stacks.Clear();
        _bytes = bytes;
    }

    /// <summary>
    /// Adds a stack whose frames begin at an offset. The caller has checked that all varints are there.
    /// </summary>
    public void Add(ulong id, int offset, int frameCount)
    {
        if (id != 0)
        {
            _stacks.Add(new Entry { Offset = offset, FrameCount = frameCount });
            _rows.Set(id, _stacks.Count);
        }
    }

    /// <summary>
    /// The stack of an id, cut at <c>runtime.goexit</c> as in Go's own profiles; empty for 0 and, with a warning, for
    /// an id that the trace does not have.
    /// </summary>
    public StackId this[ulong id]
    {
        get
        {
            int row = FindRow(id);
            if (row == 0)
            {
                return default;
            }

            ref Entry stack = ref CollectionsMarshal.AsSpan(_stacks)[row - 1];
            if (!stack.IsParsed)
            {
                Parse(ref stack);
            }

            return stack.Stack;
        }
    }

    /// <summary>Whether the id has a stack with frames.</summary>
    public bool Has(ulong id) => FindRow(id) is > 0 and int row && _stacks[row - 1].FrameCount > 0;

    /// <summary>Gets the outermost function of a stack, which its goroutine started with; none if unknown.</summary>
    public LocationId GetEntry(ulong id)
    {
        int at = FindEntryOffset(id, out _);
        return at == 0 ? default : ReadFrame(ref at);
    }

    /// <summary>Gets the name of the outermost function of a stack; empty if unknown.</summary>
    public StringId GetEntryName(ulong id)
    {
        FindEntryOffset(id, out StringId name);
        return name;
    }

    /// <summary>Adds a stack of one frame.</summary>
    public StackId AddSingleFrame(LocationId frame) => builder.AddStack([frame]);

    private int FindRow(ulong id)
    {
        int row = _rows.Find(id);
        if (row == 0 && id != 0)
        {
            log.Missing("a stack");
        }

        return row;
    }

    private void Parse(ref Entry stack)
    {
        stack.IsParsed = true;
        _frames.Clear();
        int at = stack.Offset;
        for (int i = 0; i < stack.FrameCount; i++)
        {
            if (i > 0 && ReadName(at) == _exit)
            {
                break;
            }

            // A frame without address and function is not added.
            LocationId frame = ReadFrame(ref at);
            if (frame != default)
            {
                _frames.Add(frame);
            }
        }

        stack.Stack = builder.AddStack(CollectionsMarshal.AsSpan(_frames));
    }

    // The offset and name of the outermost frame; 0 if the stack is unknown, or was truncated by the runtime.
    private int FindEntryOffset(ulong id, out StringId name)
    {
        name = default;
        int row = FindRow(id);
        if (row == 0)
        {
            return 0;
        }

        ref Entry stack = ref CollectionsMarshal.AsSpan(_stacks)[row - 1];
        int entry = 0;
        int at = stack.Offset;
        for (int i = 0; i < stack.FrameCount; i++)
        {
            StringId function = ReadName(at);
            if (i > 0 && function == _exit)
            {
                return entry;
            }

            (entry, name) = (at, function);
            SkipFrame(ref at);
        }

        if (stack.FrameCount < RuntimeMaxFrames)
        {
            return entry;
        }

        name = default;
        return 0;
    }

    private StringId ReadName(int at)
    {
        ReadNumber(ref at);
        return HasSymbols ? names[ReadNumber(ref at)] : default;
    }

    private void SkipFrame(ref int at)
    {
        for (int i = 0; i < FrameLength; i++)
        {
            ReadNumber(ref at);
        }
    }

    private LocationId ReadFrame(ref int at)
    {
        ulong address = ReadNumber(ref at);
        if (!HasSymbols)
        {
            return builder.AddLocation(default, address, []);
        }

        StringId function = names[ReadNumber(ref at)];
        StringId file = names[ReadNumber(ref at)];
        long line = (long)Math.Min(ReadNumber(ref at), int.MaxValue);
        if (function == default)
        {
            return address == 0 ? default : builder.AddLocation(default, address, []);
        }

        return builder.AddLocation(
            GetMapping(), address, [new Line(builder.AddFunction(new Function(function, default, file)), line)]);
    }

    // The flags of the mapping keep other tools from looking for symbols.
    private MappingId GetMapping()
    {
        const MappingFlags Known =
            MappingFlags.HasFunctions | MappingFlags.HasFilenames | MappingFlags.HasLineNumbers;
        if (_mapping == default)
        {
            _mapping = builder.AddMapping(new Mapping(0, 0, 0, default, Flags: Known));
        }

        return _mapping;
    }

    private ulong ReadNumber(ref int at) => Varint.TryRead(_bytes, ref at, out ulong number) ? number : 0;

    private struct Entry
    {
        public int Offset;
        public int FrameCount;
        public bool IsParsed;
        public StackId Stack;
    }
}
