using Refold.Attribution;

namespace Refold.Formats.Callgrind;

/// <summary>
/// The call graph of a file as it is read: its functions, what each of their positions costs, and their calls. A number
/// <c>(n)</c> is one function wherever it is used again, whatever file is current then, as in KCachegrind.
/// </summary>
internal sealed class CallgrindCallGraph(CallgrindPlaces places, CallgrindOptions options)
{
    private readonly Dictionary<CallgrindFunctionKey, int> _functionNumbers = [];
    private readonly List<CallgrindFunctionKey> _functions = [];
    private readonly Dictionary<Int128, int> _byNumber = [];
    private readonly Dictionary<CallgrindPosition, int> _positionNumbers = [];
    private readonly List<CallgrindPosition> _positions = [];
    private readonly Dictionary<int, int> _selfRows = [];
    private readonly List<int> _selfs = [];
    private readonly CallgrindCostRows _selfCosts = new();
    private readonly Dictionary<(int Site, int Callee), int> _arcRows = [];
    private readonly List<(int Site, int Callee, int Entry)> _arcs = [];
    private readonly List<Int128> _calls = [];
    private readonly CallgrindCostRows _arcCosts = new();
    private int _nameCount = -1;
    private int _current;

    /// <summary>Whether there is a call.</summary>
    public bool HasArcs => _arcs.Count > 0;

    /// <summary>Whether the file has numbers of calls.</summary>
    public bool HasCalls { get; private set; }

    /// <summary>The functions, in the order in which they were met.</summary>
    public IReadOnlyList<CallgrindFunctionKey> Functions => _functions;

    /// <summary>Adds a cost line.</summary>
    public void AddSelf(ulong address, long line, int[] columns, ReadOnlySpan<Int128> costs)
    {
        int position = Here(address, line);
        if (!_selfRows.TryGetValue(position, out int row))
        {
            row = _selfCosts.Add();
            _selfRows.Add(position, row);
            _selfs.Add(position);
        }

        _selfCosts.AddTo(row, columns, costs);
    }

    /// <summary>Adds a call, from a position to what the file called last.</summary>
    public void AddCall(
        ulong address,
        long line,
        ulong targetAddress,
        long targetLine,
        int[] columns,
        ReadOnlySpan<Int128> costs,
        Int128? calls)
    {
        int site = Here(address, line);
        int callee = FunctionOf(places.NameCalled(), places.CalledObject, places.CalledFile);
        int entry = Position(callee, places.CalledObject, places.CalledFile, targetAddress, targetLine);
        if (!_arcRows.TryGetValue((site, callee), out int row))
        {
            row = _arcCosts.Add();
            _arcs.Add((site, callee, entry));
            _calls.Add(0);
            _arcRows.Add((site, callee), row);
        }

        _arcCosts.AddTo(row, columns, costs);
        _calls[row] += Int128.Max(0, calls ?? 0);
        HasCalls |= calls is not null;
    }

    /// <summary>Hands the graph over.</summary>
    /// <param name="target">Takes the graph; empty before, so that functions keep their numbers.</param>
    /// <param name="builder">Takes names and locations.</param>
    /// <param name="eventCount">The number of events of all parts.</param>
    public void CopyTo(CallGraphStacks target, ProfileBuilder builder, int eventCount)
    {
        // A level of recursion is a function of its own to the graph, and only its frames have the name of the
        // function: one function for all levels would make cycles, in which inclusive costs are estimates.
        int[] named = options.MergesLevels ? CallgrindLevels.NamesOf(_functions, builder)
            : [.. Enumerable.Range(0, _functions.Count)];
        foreach (CallgrindFunctionKey function in _functions)
        {
            _ = target.AddFunction(function.Name);
        }

        var known = new Dictionary<CallgrindPosition, int>();
        var costs = new Int128[eventCount];
        for (int row = 0; row < _selfs.Count; row++)
        {
            _selfCosts.CopyTo(row, costs);
            target.AddSelf(_positions[_selfs[row]].Function, PlaceOf(_selfs[row]), costs);
        }

        for (int row = 0; row < _arcs.Count; row++)
        {
            (int site, int callee, int entry) = _arcs[row];
            _arcCosts.CopyTo(row, costs);
            target.AddCall(
                _positions[site].Function, PlaceOf(site), callee, PlaceOf(entry), costs, _calls[row]);
        }

        int PlaceOf(int number)
        {
            CallgrindPosition position = _positions[number];
            position = position with { Function = named[position.Function] };
            if (!known.TryGetValue(position, out int place))
            {
                FunctionId function = places.Function(_functions[position.Function].Name, position.File);
                place = target.AddPlace(builder.AddLocation(
                    places.Mapping(position.Object), position.Address, [new Line(function, position.Line)]));
                known.Add(position, place);
            }

            return place;
        }
    }

    private int Here(ulong address, long line)
    {
        if (_nameCount != places.NameCount)
        {
            _current = FunctionOf(places.NameHere(), places.Object, places.FunctionFile);
            _nameCount = places.NameCount;
        }

        return Position(_current, places.Object, places.File, address, line);
    }

    private int FunctionOf(CallgrindName name, StringId ofObject, StringId file)
    {
        if (name.Number >= 0 && !name.IsDefined && _byNumber.TryGetValue(name.Number, out int known))
        {
            return known;
        }

        var key = new CallgrindFunctionKey(ofObject, file, name.Text);
        if (!_functionNumbers.TryGetValue(key, out int number))
        {
            number = _functions.Count;
            _functions.Add(key);
            _functionNumbers.Add(key, number);
        }

        if (name.Number >= 0)
        {
            _byNumber[name.Number] = number;
        }

        return number;
    }

    private int Position(int function, StringId ofObject, StringId file, ulong address, long line)
    {
        CallgrindPosition position = options.Lines
            ? new(function, ofObject, file, address, line)
            : new(function, ofObject, _functions[function].File, 0, 0);
        if (!_positionNumbers.TryGetValue(position, out int number))
        {
            number = _positions.Count;
            _positions.Add(position);
            _positionNumbers.Add(position, number);
        }

        return number;
    }
}
