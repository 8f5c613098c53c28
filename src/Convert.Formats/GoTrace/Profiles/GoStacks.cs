using System.Runtime.InteropServices;
using Refold.Formats.Shared;

namespace Refold.Formats.GoTrace;

/// <summary>
/// The stack table of one generation, or of a whole older trace. A stack is parsed when somebody first asks for it:
/// <code>
///     n × ( address, function, file, line )      leaf first; inlined functions are frames like all others
/// </code>
/// Addresses are those of calls, not of returns: one less than what a processor would return to.
/// </summary>
internal sealed class GoStacks(ProfileBuilder builder, GoNames names, GoDiagnostics log)
{
    /// <summary>Frames of a stack, at most. The runtime stops at 128.</summary>
    public const int MaxFrames = 1000;

    private const int RuntimeMaxFrames = 128;

    private readonly GoIdTable _rows = new();
    private readonly List<GoStack> _stacks = [];
    private readonly List<LocationId> _frames = [];
    private readonly StringId _exit = builder.AddString("runtime.goexit");
    private byte[] _bytes = [];
    private MappingId _mapping;

    /// <summary>False for the oldest traces, whose stacks are addresses alone.</summary>
    public bool HasSymbols { get; init; } = true;

    /// <summary>How many numbers a frame has.</summary>
    public int FrameLength => HasSymbols ? 4 : 1;

    /// <summary>A frame for goroutines of which no stack is known.</summary>
    public LocationId UnknownFrame => builder.AddLocation(builder.AddFunction("[unknown]"));

    /// <summary>Forgets all stacks; those to come are in <paramref name="bytes"/>.</summary>
    public void Clear(byte[] bytes)
    {
        _rows.Clear();
        _stacks.Clear();
        _bytes = bytes;
    }

    /// <summary>Notes a stack, whose numbers begin at an offset and are known to be whole.</summary>
    public void Add(ulong id, int offset, int frameCount)
    {
        if (id != 0)
        {
            _stacks.Add(new GoStack { Offset = offset, FrameCount = frameCount });
            _rows.Set(id, _stacks.Count);
        }
    }

    /// <summary>
    /// The stack of an id, cut at <c>runtime.goexit</c> as Go's own profiles are; none for 0, and, counted, for an id
    /// that the trace does not have.
    /// </summary>
    public StackId this[ulong id]
    {
        get
        {
            int row = RowOf(id);
            if (row == 0)
            {
                return default;
            }

            ref GoStack stack = ref CollectionsMarshal.AsSpan(_stacks)[row - 1];
            if (!stack.IsParsed)
            {
                Parse(ref stack);
            }

            return stack.Stack;
        }
    }

    /// <summary>True if the trace has a stack of this id, and it has frames.</summary>
    public bool Has(ulong id) => RowOf(id) is > 0 and int row && _stacks[row - 1].FrameCount > 0;

    /// <summary>The outermost function of a stack: the one that its goroutine began with; none if unknown.</summary>
    public LocationId EntryOf(ulong id)
    {
        int at = EntryOffset(id, out _);
        return at == 0 ? default : ReadFrame(ref at);
    }

    /// <summary>The name of that function.</summary>
    public StringId EntryNameOf(ulong id)
    {
        EntryOffset(id, out StringId name);
        return name;
    }

    /// <summary>The stack of one frame.</summary>
    public StackId OfFrame(LocationId frame) => builder.AddStack([frame]);

    private int RowOf(ulong id)
    {
        int row = _rows.Find(id);
        if (row == 0 && id != 0)
        {
            log.Missing("a stack");
        }

        return row;
    }

    private void Parse(ref GoStack stack)
    {
        stack.IsParsed = true;
        _frames.Clear();
        int at = stack.Offset;
        for (int i = 0; i < stack.FrameCount; i++)
        {
            if (i > 0 && NameAt(at) == _exit)
            {
                break;
            }

            // A frame of which nothing is known is none.
            LocationId frame = ReadFrame(ref at);
            if (frame != default)
            {
                _frames.Add(frame);
            }
        }

        stack.Stack = builder.AddStack(CollectionsMarshal.AsSpan(_frames));
    }

    // Where the outermost frame lies, and its name; 0 if the stack is not known, or was cut off by the runtime.
    private int EntryOffset(ulong id, out StringId name)
    {
        name = default;
        int row = RowOf(id);
        if (row == 0)
        {
            return 0;
        }

        ref GoStack stack = ref CollectionsMarshal.AsSpan(_stacks)[row - 1];
        int entry = 0;
        int at = stack.Offset;
        for (int i = 0; i < stack.FrameCount; i++)
        {
            StringId function = NameAt(at);
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

    private StringId NameAt(int at)
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
            Mapping(), address, [new Line(builder.AddFunction(new Function(function, default, file)), line)]);
    }

    // Says to readers of the profile that there are no symbols to look for.
    private MappingId Mapping()
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
}
