using System.Runtime.InteropServices;
using Refold.Storage;

namespace Refold.Formats.PerfScript;

/// <summary>
/// Makes stacks of the lines of frames. Most call chains have been seen before, byte by byte, and most lines of the
/// others, so both are remembered by their <see cref="Fingerprint"/>: only new lines are parsed.
/// </summary>
internal sealed class PerfScriptStacks
{
    private const int MaxRememberedBlocks = 1 << 22;
    private const MappingFlags LineFlags = MappingFlags.HasFilenames | MappingFlags.HasLineNumbers;

    private readonly ProfileBuilder _builder;
    private readonly PerfScriptMaps _maps;
    private readonly FingerprintTable _blocks = new();
    private readonly FingerprintTable _lines = new();
    private readonly FingerprintTable _functions = new();
    private readonly HashSet<int> _roots = [];
    private readonly List<Frame> _frames = [];
    private readonly List<MappingFlags> _flags = [];
    private readonly List<Line> _inlined = [];
    private LocationId[] _stack = new LocationId[256];
    private Key[] _keys = new Key[256];
    private ulong _salt;

    public PerfScriptStacks(ProfileBuilder builder, PerfScriptMaps maps)
    {
        _builder = builder;
        _maps = maps;
    }

    /// <summary>How many frames have been added that are not yet part of a stack.</summary>
    public int FrameCount => _frames.Count;

    /// <summary>
    /// The stack of a whole call chain, line ends within; false if it holds anything but frames, and is left to be read
    /// line by line.
    /// </summary>
    public bool TryGetStack(ReadOnlySpan<byte> block, int lines, long process, out StackId stack)
    {
        _salt = _maps.VersionOf(process) * 0x9E3779B97F4A7C15;
        Fingerprint key = KeyOf(block);
        if (_blocks.TryGet(key, out int known))
        {
            stack = new StackId(known);
            return true;
        }

        if (!TryParseBlock(block, lines, process, out stack))
        {
            return false;
        }

        if (_blocks.Count < MaxRememberedBlocks)
        {
            _blocks.Add(key, stack.Number);
        }

        return true;
    }

    /// <summary>Adds the next frame, from leaf to root.</summary>
    public void Add(in PerfScriptFrame frame, long process)
    {
        HasDsos |= frame.HasDso;
        MappingId mapping = _maps.Find(frame.Dso, process, frame.Address);
        _frames.Add(new Frame(
            frame.Address, _builder.AddString(frame.Symbol), mapping, frame.WasSymbolized, frame.IsInlined));
    }

    /// <summary>Says where in the source the frame is that was added last; there must be one.</summary>
    public void AddSource(StringId file, long line, bool isInlined = false)
    {
        Frame last = _frames[^1];
        _frames[^1] = last with { File = file, Line = line, IsInlined = last.IsInlined || isInlined };
    }

    /// <summary>The stack of the frames added, which are then forgotten.</summary>
    public StackId Take()
    {
        int count = 0;
        for (int start = 0; start < _frames.Count;)
        {
            int end = EndOfLocation(start);
            Push(count++, LocationOf(start, end));
            start = end;
        }

        _frames.Clear();
        if (count > 1)
        {
            _roots.Add(_stack[count - 1].Number);
        }

        return _builder.AddStack(_stack.AsSpan(0, count));
    }

    /// <summary>Whether any frame so far has a dso.</summary>
    public bool HasDsos { get; private set; }

    /// <summary>
    /// Whether a frame on a line without end is surely whole: it has its dso, or the name of a function met before.
    /// </summary>
    public bool IsWhole(in PerfScriptFrame frame) =>
        frame.HasDso || (!HasDsos && !frame.Symbol.IsEmpty && _functions.TryGet(Fingerprint.Compute(frame.Symbol), out _));

    /// <summary>Whether a line is a frame of earlier stacks, and the root of none.</summary>
    /// <param name="line">The line, a tab before it.</param>
    /// <param name="process">The process of the record.</param>
    public bool IsInner(ReadOnlySpan<byte> line, long process)
    {
        _salt = _maps.VersionOf(process) * 0x9E3779B97F4A7C15;
        return _lines.TryGet(KeyOf(line), out int location) && !_roots.Contains(location);
    }

    /// <summary>Drops the frames added.</summary>
    public void Clear() => _frames.Clear();

    /// <summary>Tells the builder what is known of the code in each mapping.</summary>
    public void AddFlags()
    {
        for (int i = 1; i < _flags.Count; i++)
        {
            _builder.ReplaceFlags(new MappingId(i), _flags[i]);
        }
    }

    // The same text means other mappings in another process, or after a change of its maps.
    private Fingerprint KeyOf(ReadOnlySpan<byte> text)
    {
        Fingerprint key = Fingerprint.Compute(text);
        return key with { High = key.High ^ _salt };
    }

    private bool TryParseBlock(ReadOnlySpan<byte> block, int lines, long process, out StackId stack)
    {
        if (lines > _keys.Length)
        {
            _keys = new Key[Math.Max(lines, _keys.Length * 2)];
            _stack = new LocationId[_keys.Length];
        }

        // First all fingerprints, then all look-ups: so the processor waits for many of them at once.
        Span<Key> keys = _keys.AsSpan(0, lines);
        int start = 0;
        for (int i = 0; i < keys.Length; i++)
        {
            ReadOnlySpan<byte> rest = block[start..];
            int length = rest.IndexOf((byte)'\n') is var end && end < 0 ? rest.Length : end;
            keys[i] = new Key(KeyOf(rest[..length]), start, length);
            start += length + 1;
        }

        for (int i = 0; i < keys.Length; i++)
        {
            ref Key key = ref keys[i];
            if (!_lines.TryGet(key.Print, out int location)
                && !TryAddLine(key.Print, block.Slice(key.Start, key.Length), process, out location))
            {
                return TryParseFrames(block, process, out stack);
            }

            _stack[i] = new LocationId(location);
        }

        _roots.Add(_stack[lines - 1].Number);
        stack = _builder.AddStack(_stack.AsSpan(0, lines));
        return true;
    }

    private static ReadOnlySpan<byte> TakeLine(ref ReadOnlySpan<byte> text)
    {
        int end = text.IndexOf((byte)'\n');
        ReadOnlySpan<byte> line = end < 0 ? text : text[..end];
        text = end < 0 ? default : text[(end + 1)..];
        return line;
    }

    // Frames that were inlined share a location with a later one, so such a block is parsed as a whole.
    private bool TryParseFrames(ReadOnlySpan<byte> block, long process, out StackId stack)
    {
        stack = default;
        while (!block.IsEmpty)
        {
            if (!PerfScriptFrame.TryParse(WithoutReturn(TakeLine(ref block)), out PerfScriptFrame frame))
            {
                _frames.Clear();
                return false;
            }

            Add(frame, process);
        }

        stack = Take();
        return true;
    }

    // The location of a new line; false if it is not one by itself.
    private bool TryAddLine(in Fingerprint key, ReadOnlySpan<byte> line, long process, out int location)
    {
        if (!PerfScriptFrame.TryParse(WithoutReturn(line), out PerfScriptFrame frame) || frame.IsInlined)
        {
            location = 0;
            return false;
        }

        HasDsos |= frame.HasDso;
        location = AddLocation(frame, _maps.Find(frame.Dso, process, frame.Address)).Number;
        _lines.Add(key, location);
        return true;
    }

    private LocationId AddLocation(in PerfScriptFrame frame, MappingId mapping)
    {
        Note(mapping, frame.WasSymbolized ? MappingFlags.HasFunctions : MappingFlags.None);
        return frame.Symbol.IsEmpty
            ? _builder.AddLocation(mapping, frame.Address, [])
            : _builder.AddLocation(mapping, frame.Address, [new Line(FunctionOf(frame.Symbol))]);
    }

    // New lines mostly are new places in known functions.
    private FunctionId FunctionOf(ReadOnlySpan<byte> symbol)
    {
        var key = Fingerprint.Compute(symbol);
        if (!_functions.TryGet(key, out int number))
        {
            number = _builder.AddFunction(new Function(_builder.AddString(symbol))).Number;
            _functions.Add(key, number);
        }

        return new FunctionId(number);
    }

    // Inlined frames belong to the next frame with code of its own if that has their address; where perf prints them
    // behind it, to that. Without either, they are a location of their own, whose dso is not known.
    private int EndOfLocation(int start)
    {
        ulong address = _frames[start].Address;
        int end = EndOfInlined(start, address);
        if (end < _frames.Count && _frames[end].Address == address)
        {
            end++;
            int more = EndOfInlined(end, address);
            end = more < _frames.Count && _frames[more].Address == address ? end : more;
        }

        return Math.Max(end, start + 1);
    }

    private int EndOfInlined(int start, ulong address)
    {
        int end = start;
        while (end < _frames.Count && _frames[end].IsInlined && _frames[end].Address == address)
        {
            end++;
        }

        return end;
    }

    private LocationId LocationOf(int start, int end)
    {
        if (end == start + 1)
        {
            return AddLocation(_frames[start]);
        }

        _inlined.Clear();
        MappingId mapping = default;
        for (int i = start; i < end; i++)
        {
            Frame frame = _frames[i];
            mapping = frame.Mapping == default ? mapping : frame.Mapping;
            if (frame.Symbol != default)
            {
                _inlined.Add(LineOf(frame));
                Note(frame.Mapping, FlagsOf(frame));
            }
        }

        Note(mapping, MappingFlags.HasInlineFrames);
        return _builder.AddLocation(mapping, _frames[start].Address, CollectionsMarshal.AsSpan(_inlined));
    }

    private LocationId AddLocation(in Frame frame)
    {
        Note(frame.Mapping, FlagsOf(frame));
        return frame.Symbol == default
            ? _builder.AddLocation(frame.Mapping, frame.Address, [])
            : _builder.AddLocation(frame.Mapping, frame.Address, [LineOf(frame)]);
    }

    private Line LineOf(in Frame frame) =>
        new(_builder.AddFunction(new Function(frame.Symbol, default, frame.File)), frame.Line);

    private static MappingFlags FlagsOf(in Frame frame) =>
        (frame.WasSymbolized ? MappingFlags.HasFunctions : 0) | (frame.File != default ? LineFlags : 0);

    private void Note(MappingId mapping, MappingFlags flags)
    {
        while (_flags.Count <= mapping.Number)
        {
            _flags.Add(MappingFlags.None);
        }

        _flags[mapping.Number] |= flags;
    }

    private void Push(int index, LocationId location)
    {
        if (index == _stack.Length)
        {
            Array.Resize(ref _stack, _stack.Length * 2);
        }

        _stack[index] = location;
    }

    private static ReadOnlySpan<byte> WithoutReturn(ReadOnlySpan<byte> line) =>
        line is [.., (byte)'\r'] ? line[..^1] : line;

    private readonly record struct Key(Fingerprint Print, int Start, int Length);

    // 40 bytes: a frame whose line is understood, but whose location may need other lines.
    private readonly record struct Frame(
        ulong Address, StringId Symbol, MappingId Mapping, bool WasSymbolized, bool IsInlined,
        StringId File = default, long Line = 0);
}
