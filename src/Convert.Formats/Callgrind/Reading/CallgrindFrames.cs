using System.Globalization;
using System.Text;
using Refold.Aggregation;
using Refold.Storage;

namespace Refold.Formats.Callgrind;

/// <summary>
/// The functions and positions of a profile as a call graph knows them. Everything is made once per distinct location:
/// samples are then numbers only. Frames of recursion are added as they are met.
/// </summary>
internal sealed class CallgrindFrames
{
    private readonly Profile _profile;
    private readonly SpanInterner<byte> _texts = new();
    private readonly List<CallgrindFunction> _functions = [];
    private readonly Dictionary<CallgrindFunction, int> _functionNumbers = [];
    private readonly List<CallgrindFrame> _frames = [];
    private readonly Dictionary<CallgrindFrame, int> _frameNumbers = [];
    private readonly List<long> _startLines = [];

    // By frame: its function, and the same position at the next level of recursion; -1 until it is needed.
    private readonly List<int> _functionsOf = [];
    private readonly List<int> _nextFrames = [];

    // By function: where it begins, and the function at the next level of recursion; -1 until it is needed.
    private readonly List<int> _entries = [];
    private readonly List<int> _nextFunctions = [];
    private readonly FrameTable _table;
    private readonly (int Frame, int Function)[] _single;

    /// <summary>Knows all frames of a profile.</summary>
    public CallgrindFrames(Profile profile)
    {
        _profile = profile;
        NoStack = AddFrame(AddNamed(CallgrindKeywords.NoStack), 0, 0);
        NoCaller = AddFrame(AddNamed(CallgrindKeywords.NoCaller), 0, 0);
        bool[] isUsed = UsedLocations(profile);
        _table = new FrameTable(profile, NumberOf);
        for (int i = 1; i <= profile.LocationCount; i++)
        {
            if (isUsed[i])
            {
                _table.Add(new LocationId(i));
            }
        }

        _single = Array.ConvertAll(
            _table.SingleFrames(),
            frame => frame == FrameTable.Several ? (frame, frame) : (frame, _frames[frame].Function));
    }

    /// <summary>The frame of samples without stack.</summary>
    public int NoStack { get; }

    /// <summary>The frame that calls what nobody calls.</summary>
    public int NoCaller { get; }

    /// <summary>How many functions there are; they are numbered from 0.</summary>
    public int FunctionCount => _functions.Count;

    /// <summary>How many frames there are; they are numbered from 0.</summary>
    public int Count => _frames.Count;

    /// <summary>
    /// The frames of a location, innermost first: inlined functions before those they were inlined into.
    /// </summary>
    public ReadOnlySpan<int> this[LocationId id] => _table[id];

    /// <summary>Where the function of a frame begins, as far as is known.</summary>
    public int EntryOf(int frame)
    {
        int function = _functionsOf[frame];
        if (_entries[function] < 0)
        {
            _entries[function] = AddFrame(function, 0, _startLines[function]);
        }

        return _entries[function];
    }

    /// <summary>
    /// The function at the next level of recursion, as Valgrind names it: <c>f'2</c> of <c>f</c>, <c>f'3</c> of
    /// <c>f'2</c>. A function of the profile that has that name already is that function.
    /// </summary>
    public int NextFunction(int function)
    {
        if (_nextFunctions[function] < 0)
        {
            CallgrindFunction known = _functions[function];
            int next = AddFunction(known with { Name = _texts.Add(CallgrindLevels.Next(_texts[known.Name])) });
            _startLines[next] = Math.Max(_startLines[next], _startLines[function]);
            _nextFunctions[function] = next;
        }

        return _nextFunctions[function];
    }

    /// <summary>The same position at the next level of recursion.</summary>
    public int NextFrame(int frame)
    {
        if (_nextFrames[frame] < 0)
        {
            CallgrindFrame known = _frames[frame];
            _nextFrames[frame] = AddFrame(NextFunction(known.Function), known.Address, known.Line);
        }

        return _nextFrames[frame];
    }

    /// <summary>All frames: by binary, file and name, then by address and line, however they are numbered.</summary>
    public int[] Order()
    {
        int[] functions = [.. Enumerable.Range(0, _functions.Count)];
        Array.Sort(functions, (a, b) => CompareFunctions(_functions[a], _functions[b]));
        int[] ranks = new int[functions.Length];
        for (int i = 0; i < functions.Length; i++)
        {
            ranks[functions[i]] = i;
        }

        int[] order = [.. Enumerable.Range(0, _frames.Count)];
        Array.Sort(order, (a, b) => CompareFrames(_frames[a], _frames[b], ranks));
        return order;
    }

    /// <summary>The only frame of a location, and its function; <see cref="FrameTable.Several"/> for both otherwise.</summary>
    public (int Frame, int Function) SingleOf(LocationId id) => _single[id.Number];

    /// <summary>The function of a frame.</summary>
    public int FunctionOf(int frame) => _functionsOf[frame];

    /// <summary>A frame.</summary>
    public CallgrindFrame Frame(int number) => _frames[number];

    /// <summary>A function.</summary>
    public CallgrindFunction Function(int number) => _functions[number];

    /// <summary>How many names there are; they are numbered from 1.</summary>
    public int TextCount => _texts.Count;

    /// <summary>A name.</summary>
    public ReadOnlySpan<byte> Text(int number) => _texts[number];

    // What no sample has must not change what is said of the others.
    private static bool[] UsedLocations(Profile profile)
    {
        var isUsed = new bool[profile.LocationCount + 1];
        var isSeen = new bool[profile.StackCount + 1];
        foreach (Sample sample in profile.Samples)
        {
            ReadOnlySpan<LocationId> frames = isSeen[sample.Stack.Number] ? default : profile[sample.Stack];
            isSeen[sample.Stack.Number] = true;
            foreach (LocationId frame in frames)
            {
                isUsed[frame.Number] = true;
            }
        }

        return isUsed;
    }

    private int NumberOf(in Location location, int line)
    {
        ReadOnlySpan<byte> binary = _profile[_profile[location.Mapping].File];
        int ofBinary = _texts.Add(CallgrindText.Clean(binary, CallgrindKeywords.Unknown));
        if (line >= 0)
        {
            Line row = location.Lines[line];
            return AddFrame(AddFunction(ofBinary, row.Function), location.Address, Math.Max(0, row.Number));
        }

        int name = _texts.Add(Unsymbolised(binary, location.Address));
        int function = AddFunction(new CallgrindFunction(ofBinary, _texts.Add(CallgrindKeywords.Unknown), name));
        return AddFrame(function, location.Address, 0);
    }

    private int AddNamed(ReadOnlySpan<byte> name)
    {
        int unknown = _texts.Add(CallgrindKeywords.Unknown);
        return AddFunction(new CallgrindFunction(unknown, unknown, _texts.Add(name)));
    }

    private int AddFunction(int ofBinary, FunctionId id)
    {
        Function row = _profile[id];
        ReadOnlySpan<byte> name = _profile.Utf8NameOf(id);
        bool isLevel = !name.IsEmpty && CallgrindLevels.Base(_profile[row.SystemName]).SequenceEqual(name);
        name = CallgrindText.Clean(isLevel ? _profile[row.SystemName] : name, NameFallback.Unknown);
        ReadOnlySpan<byte> file = CallgrindText.Clean(_profile[row.File], CallgrindKeywords.Unknown);
        int function = AddFunction(new CallgrindFunction(ofBinary, _texts.Add(file), _texts.Add(name)));

        // Rows that differ in their first line only are one function here, which begins at the lower one.
        if (row.StartLine > 0 && (_startLines[function] == 0 || row.StartLine < _startLines[function]))
        {
            _startLines[function] = row.StartLine;
        }

        return function;
    }

    private int AddFunction(CallgrindFunction function)
    {
        if (!_functionNumbers.TryGetValue(function, out int number))
        {
            number = _functions.Count;
            _functions.Add(function);
            _functionNumbers.Add(function, number);
            _startLines.Add(0);
            _entries.Add(-1);
            _nextFunctions.Add(-1);
        }

        return number;
    }

    private int AddFrame(int function, ulong address, long line)
    {
        var frame = new CallgrindFrame(function, address, line);
        if (!_frameNumbers.TryGetValue(frame, out int number))
        {
            number = _frames.Count;
            _frames.Add(frame);
            _frameNumbers.Add(frame, number);
            _functionsOf.Add(function);
            _nextFrames.Add(-1);
        }

        return number;
    }

    private int CompareFunctions(CallgrindFunction a, CallgrindFunction b)
    {
        int order = CompareTexts(a.Object, b.Object);
        order = order != 0 ? order : CompareTexts(a.File, b.File);
        return order != 0 ? order : CompareTexts(a.Name, b.Name);
    }

    private int CompareTexts(int left, int right) =>
        left == right ? 0 : _texts[left].SequenceCompareTo(_texts[right]);

    private static int CompareFrames(CallgrindFrame a, CallgrindFrame b, int[] ranks)
    {
        int order = ranks[a.Function].CompareTo(ranks[b.Function]);
        order = order != 0 ? order : a.Address.CompareTo(b.Address);
        return order != 0 ? order : a.Line.CompareTo(b.Line);
    }

    // As Callgrind names code without symbol: by its address.
    private static byte[] Unsymbolised(ReadOnlySpan<byte> binary, ulong address)
    {
        if (address != 0)
        {
            return Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"0x{address:x}"));
        }

        ReadOnlySpan<byte> name = CallgrindText.Clean(NameFallback.BaseName(binary), default);
        return NameFallback.InBrackets(name).ToArray();
    }
}
