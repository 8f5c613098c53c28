using System.Runtime.InteropServices;
using Refold.Storage;

namespace Refold.Formats.PerfScript;

/// <summary>Creates stacks from the lines of call chains.</summary>
/// <remarks>
/// Most call chains repeat an earlier one byte by byte, and most lines of the others repeat an earlier line. Both are
/// found by their <see cref="Fingerprint"/>, so only new lines are parsed:
/// <code>
/// block of lines ─► fingerprint ─► known? ── yes ─────────────► stack
///                                    │ no
///                                    ▼
///   each line ─► fingerprint ─► known? ── yes ─► location ──┐
///                                 │ no                      ├─► new stack
///                                 ▼                         │
///           PerfScriptFrame.TryParse ─► new location ───────┘
///                                 │ inlined
///                                 ▼
///           the block is parsed frame by frame: several lines are one location
/// </code>
/// Records that are not a plain call chain, or have source lines, arrive frame by frame: <see cref="Add"/>, then
/// <see cref="Take"/>.
/// </remarks>
internal sealed class PerfScriptStacks
{
    private const int MaxRememberedBlocks = 1 << 22;
    private const MappingFlags LineFlags = MappingFlags.HasFilenames | MappingFlags.HasLineNumbers;

    private readonly ProfileBuilder _builder;
    private readonly PerfScriptMappings _maps;
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

    public PerfScriptStacks(ProfileBuilder builder, PerfScriptMappings maps)
    {
        _builder = builder;
        _maps = maps;
    }

    /// <summary>The count of frames added since the previous stack.</summary>
    public int FrameCount => _frames.Count;

    /// <summary>
    /// Gets the stack of a complete call chain; false if the block has other lines than frames and must be read line by
    /// line.
    /// </summary>
    /// <param name="block">The lines of the call chain, without the last line end.</param>
    /// <param name="lines">The count of lines.</param>
    /// <param name="process">The process of the record.</param>
    /// <param name="stack">The stack.</param>
    public bool TryGetStack(ReadOnlySpan<byte> block, int lines, long process, out StackId stack)
    {
        _salt = RowHash.Spread(_maps.VersionOf(process));
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

    /// <summary>Adds the next frame of a stack, from leaf to root.</summary>
    public void Add(in PerfScriptFrame frame, long process)
    {
        HasDsos |= frame.HasDso;
        MappingId mapping = _maps.Find(frame.Dso, process, frame.Address);
        _frames.Add(new Frame(
            frame.Address, _builder.AddString(frame.Symbol), mapping, frame.WasSymbolized, frame.IsInlined));
    }

    /// <summary>Sets the source line of the last added frame, which must exist.</summary>
    public void AddSource(StringId file, long line, bool isInlined = false)
    {
        Frame last = _frames[^1];
        _frames[^1] = last with { File = file, Line = line, IsInlined = last.IsInlined || isInlined };
    }

    /// <summary>Creates the stack of the added frames, and removes them.</summary>
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

    /// <summary>Whether any frame has a dso.</summary>
    public bool HasDsos { get; private set; }

    /// <summary>Whether a frame on a line without line end is complete: it has a dso, or a known function.</summary>
    public bool IsComplete(in PerfScriptFrame frame) =>
        frame.HasDso
        || (!HasDsos && !frame.Symbol.IsEmpty && _functions.TryGet(Fingerprint.Compute(frame.Symbol), out _));

    /// <summary>Whether a line is a frame of earlier stacks and the root of none of them.</summary>
    /// <param name="line">The line, with its tab.</param>
    /// <param name="process">The process of the record.</param>
    public bool IsInner(ReadOnlySpan<byte> line, long process)
    {
        _salt = RowHash.Spread(_maps.VersionOf(process));
        return _lines.TryGet(KeyOf(line), out int location) && !_roots.Contains(location);
    }

    /// <summary>Removes the added frames.</summary>
    public void Clear() => _frames.Clear();

    /// <summary>Sets the flags of each mapping, which depend on all its frames.</summary>
    public void AddFlags()
    {
        for (int i = 1; i < _flags.Count; i++)
        {
            _builder.ReplaceFlags(new MappingId(i), _flags[i]);
        }
    }

    // The same text is another mapping in another process, or after a change of the mappings.
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

        // All fingerprints are computed before the first look-up, so that the processor fetches many slots of the table
        // at the same time.
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

    // Inlined frames share a location with a later frame, so a block with any is parsed frame by frame.
    private bool TryParseFrames(ReadOnlySpan<byte> block, long process, out StackId stack)
    {
        stack = default;
        while (!block.IsEmpty)
        {
            if (!PerfScriptFrame.TryParse(PerfScriptText.TakeLine(ref block, out _), out PerfScriptFrame frame))
            {
                _frames.Clear();
                return false;
            }

            Add(frame, process);
        }

        stack = Take();
        return true;
    }

    // Adds the location of a new line; false if the line is not a frame or is inlined into a later one.
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
        AddFlags(mapping, frame.WasSymbolized ? MappingFlags.HasFunctions : MappingFlags.None);
        return frame.Symbol.IsEmpty
            ? _builder.AddLocation(mapping, frame.Address, [])
            : _builder.AddLocation(mapping, frame.Address, [new Line(FunctionOf(frame.Symbol))]);
    }

    // New lines are mostly new addresses in known functions.
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

    // The index after the last frame of the location that begins at start. Inlined frames belong to the next frame of
    // the same address that is not inlined. If perf prints them after it instead, they belong to that frame; without
    // either, they are a location of their own, whose dso is unknown.
    //
    //   1234 inner (inlined)       ┐                  1234 outer (/bin/app)      ┐
    //   1234 middle (inlined)      ├ one location     1234 inner (inlined)       ┘ one location
    //   1234 outer (/bin/app)      ┘                  1300 main (/bin/app)
    //   1300 main (/bin/app)
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
                AddFlags(frame.Mapping, FlagsOf(frame));
            }
        }

        AddFlags(mapping, MappingFlags.HasInlineFrames);
        return _builder.AddLocation(mapping, _frames[start].Address, CollectionsMarshal.AsSpan(_inlined));
    }

    private LocationId AddLocation(in Frame frame)
    {
        AddFlags(frame.Mapping, FlagsOf(frame));
        return frame.Symbol == default
            ? _builder.AddLocation(frame.Mapping, frame.Address, [])
            : _builder.AddLocation(frame.Mapping, frame.Address, [LineOf(frame)]);
    }

    private Line LineOf(in Frame frame) =>
        new(_builder.AddFunction(new Function(frame.Symbol, default, frame.File)), frame.Line);

    private static MappingFlags FlagsOf(in Frame frame) =>
        (frame.WasSymbolized ? MappingFlags.HasFunctions : 0) | (frame.File != default ? LineFlags : 0);

    private void AddFlags(MappingId mapping, MappingFlags flags)
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

    // A line of a block, and its fingerprint.
    private readonly record struct Key(Fingerprint Print, int Start, int Length);

    // A parsed frame whose location may depend on the following frames; 40 bytes.
    private readonly record struct Frame(
        ulong Address, StringId Symbol, MappingId Mapping, bool WasSymbolized, bool IsInlined,
        StringId File = default, long Line = 0);
}
