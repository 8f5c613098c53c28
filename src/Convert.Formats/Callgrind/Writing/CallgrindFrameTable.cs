using System.Globalization;
using System.Text;
using Refold.Aggregation;
using Refold.Storage;

namespace Refold.Formats.Callgrind;

/// <summary>A position in a function.</summary>
/// <param name="Function">The number of the function.</param>
/// <param name="Address">The address; 0 if unknown.</param>
/// <param name="Line">The line in the file of the function, from 1; 0 if unknown.</param>
internal readonly record struct CallgrindFrame(int Function, ulong Address, long Line);

/// <summary>A function of a written file: equal names are one function.</summary>
/// <param name="Object">The number of the binary's name, see <see cref="CallgrindFrameTable.Text"/>.</param>
/// <param name="File">The number of the source file's name.</param>
/// <param name="Name">The number of the function's name.</param>
internal readonly record struct CallgrindFunction(int Object, int File, int Name);

/// <summary>The functions and frames of a profile, numbered from 0.</summary>
/// <remarks>
/// Names are prepared once for each location, so that samples are only numbers. Levels of recursion are added when they
/// first occur.
/// </remarks>
internal sealed class CallgrindFrameTable
{
    private readonly Profile _profile;
    private readonly SpanInterner<byte> _texts = new();
    private readonly List<CallgrindFunction> _functions = [];
    private readonly Dictionary<CallgrindFunction, int> _functionNumbers = [];
    private readonly List<CallgrindFrame> _frames = [];
    private readonly Dictionary<CallgrindFrame, int> _frameNumbers = [];
    private readonly List<long> _startLines = [];

    // For each frame: its function, and the same position at the next level of recursion; -1 until it is needed.
    private readonly List<int> _functionsOf = [];
    private readonly List<int> _nextFrames = [];

    // For each function: its first frame, and the function at the next level of recursion; -1 until it is needed.
    private readonly List<int> _entries = [];
    private readonly List<int> _nextFunctions = [];
    private readonly FrameTable _table;
    private readonly (int Frame, int Function)[] _single;

    /// <summary>Creates the table with all frames of a profile.</summary>
    public CallgrindFrameTable(Profile profile)
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

    /// <summary>The frame that calls the functions that are roots of stacks.</summary>
    public int NoCaller { get; }

    /// <summary>The count of functions.</summary>
    public int FunctionCount => _functions.Count;

    /// <summary>The count of frames.</summary>
    public int Count => _frames.Count;

    /// <summary>The frames of a location, leaf first: inlined functions before those they were inlined into.</summary>
    public ReadOnlySpan<int> this[LocationId id] => _table[id];

    /// <summary>The frame at which the function of a frame begins; its line is 0 if unknown.</summary>
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
    /// The function at the next level of recursion, as Valgrind names it: <c>f'2</c> for <c>f</c>, <c>f'3</c> for
    /// <c>f'2</c>. A function of the profile with that name is that level.
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

    /// <summary>The frame with the same position at the next level of recursion.</summary>
    public int NextFrame(int frame)
    {
        if (_nextFrames[frame] < 0)
        {
            CallgrindFrame known = _frames[frame];
            _nextFrames[frame] = AddFrame(NextFunction(known.Function), known.Address, known.Line);
        }

        return _nextFrames[frame];
    }

    /// <summary>All frames in an order independent of their numbers: by binary, file, name, address and line.</summary>
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

    /// <summary>
    /// The only frame of a location, and its function; <see cref="FrameTable.Several"/> for both otherwise.
    /// </summary>
    public (int Frame, int Function) SingleOf(LocationId id) => _single[id.Number];

    /// <summary>The function of a frame.</summary>
    public int FunctionOf(int frame) => _functionsOf[frame];

    /// <summary>The frame with a number.</summary>
    public CallgrindFrame Frame(int number) => _frames[number];

    /// <summary>The function with a number.</summary>
    public CallgrindFunction Function(int number) => _functions[number];

    /// <summary>The count of names, which are numbered from 1.</summary>
    public int TextCount => _texts.Count;

    /// <summary>The name with a number.</summary>
    public ReadOnlySpan<byte> Text(int number) => _texts[number];

    // Locations without samples must not change the output, such as the first line of a function.
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

        int name = _texts.Add(NameWithoutSymbol(binary, location.Address));
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

        // Functions that differ only in their first line are one function here, which begins at the lower line.
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

    // Code without symbol has its address as its name, as in Callgrind; without address, its binary in brackets.
    private static byte[] NameWithoutSymbol(ReadOnlySpan<byte> binary, ulong address)
    {
        if (address != 0)
        {
            return Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"0x{address:x}"));
        }

        ReadOnlySpan<byte> name = CallgrindText.Clean(NameFallback.BaseName(binary), default);
        return NameFallback.InBrackets(name).ToArray();
    }
}
