using Refold.Attribution;

namespace Refold.Formats.Callgrind;

/// <summary>A function of a file: equal keys are one function.</summary>
/// <param name="Object">The binary.</param>
/// <param name="File">The source file in which it is declared.</param>
/// <param name="Name">The name.</param>
internal readonly record struct CallgrindFunctionKey(StringId Object, StringId File, StringId Name);

/// <summary>A position in a function.</summary>
/// <param name="Function">The number of the function in the call graph.</param>
/// <param name="Object">The binary.</param>
/// <param name="File">The source file; for inlined code not the file of the function.</param>
/// <param name="Address">The address; 0 if unknown.</param>
/// <param name="Line">The line number; 0 if unknown.</param>
internal readonly record struct CallgrindPosition(
    int Function, StringId Object, StringId File, ulong Address, long Line);

/// <summary>The call graph of a file: functions, self costs of their positions, and calls with their costs.</summary>
/// <remarks>
/// <code>
/// fn=(1) main
/// 16 400                  self cost of position main:16
/// cfn=(2) work
/// calls=3 50              three calls of work, which begins at line 50 …
/// 17 1200                 … from position main:17, with the inclusive cost of the calls
///
/// functions   0 main, 1 work
/// self costs  main:16 → 400
/// calls       main:17 → work:50, 3 calls, cost 1200
/// </code>
/// As in KCachegrind, a number <c>(n)</c> is one function wherever the file uses it again, even if another source file
/// is current there.
/// </remarks>
internal sealed class CallgrindParsedGraph(CallgrindScope scope, CallgrindOptions options)
{
    private readonly Dictionary<CallgrindFunctionKey, int> _functionNumbers = [];
    private readonly List<CallgrindFunctionKey> _functions = [];
    private readonly Dictionary<Int128, int> _byNumber = [];
    private readonly Dictionary<CallgrindPosition, int> _positionNumbers = [];
    private readonly List<CallgrindPosition> _positions = [];
    private readonly Dictionary<int, int> _selfRows = [];
    private readonly List<int> _selfs = [];
    private readonly CallgrindCostTable _selfCosts = new();
    private readonly Dictionary<(int Site, int Callee), int> _arcRows = [];
    private readonly List<(int Site, int Callee, int Entry)> _arcs = [];
    private readonly List<Int128> _calls = [];
    private readonly CallgrindCostTable _arcCosts = new();
    private int _nameCount = -1;
    private int _current;

    /// <summary>Whether the graph has a call.</summary>
    public bool HasArcs => _arcs.Count > 0;

    /// <summary>Whether the file has counts of calls.</summary>
    public bool HasCalls { get; private set; }

    /// <summary>Adds the costs of a position in the current function.</summary>
    public void AddSelf(ulong address, long line, int[] columns, ReadOnlySpan<Int128> costs)
    {
        int position = CurrentPosition(address, line);
        if (!_selfRows.TryGetValue(position, out int row))
        {
            row = _selfCosts.Add();
            _selfRows.Add(position, row);
            _selfs.Add(position);
        }

        _selfCosts.AddTo(row, columns, costs);
    }

    /// <summary>Adds a call from a position in the current function to the called function of the scope.</summary>
    /// <param name="address">The address of the call; 0 if unknown.</param>
    /// <param name="line">The line of the call; 0 if unknown.</param>
    /// <param name="targetAddress">The address at which the called function begins; 0 if unknown.</param>
    /// <param name="targetLine">The line at which the called function begins; 0 if unknown.</param>
    /// <param name="columns">The event of each cost.</param>
    /// <param name="costs">The inclusive costs of the call.</param>
    /// <param name="calls">The count of calls; null if unknown.</param>
    public void AddCall(
        ulong address,
        long line,
        ulong targetAddress,
        long targetLine,
        int[] columns,
        ReadOnlySpan<Int128> costs,
        Int128? calls)
    {
        int site = CurrentPosition(address, line);
        int callee = GetOrAddFunction(scope.RequireCalledName(), scope.CalledObject, scope.CalledFile);
        int entry = GetOrAddPosition(callee, scope.CalledObject, scope.CalledFile, targetAddress, targetLine);
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

    /// <summary>Copies the graph to the builder of stacks.</summary>
    /// <param name="target">The builder of stacks, empty before, so that functions keep their numbers.</param>
    /// <param name="builder">The builder of the profile, to which names and locations are added.</param>
    /// <param name="eventCount">The count of events of all parts.</param>
    public void CopyTo(CallGraphStacks target, ProfileBuilder builder, int eventCount)
    {
        // Each level of a recursion stays a function of the graph, and only its frames have the name of the function:
        // one function for all levels would make cycles, in which inclusive costs are estimates.
        int[] named = options.MergesLevels ? CallgrindLevels.FindFunctions(_functions, builder)
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
                FunctionId function = scope.AddFunction(_functions[position.Function].Name, position.File);
                place = target.AddPlace(builder.AddLocation(
                    scope.AddMapping(position.Object), position.Address, [new Line(function, position.Line)]));
                known.Add(position, place);
            }

            return place;
        }
    }

    private int CurrentPosition(ulong address, long line)
    {
        if (_nameCount != scope.NameCount)
        {
            _current = GetOrAddFunction(scope.RequireName(), scope.Object, scope.FunctionFile);
            _nameCount = scope.NameCount;
        }

        return GetOrAddPosition(_current, scope.Object, scope.File, address, line);
    }

    private int GetOrAddFunction(CallgrindName name, StringId ofObject, StringId file)
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

    private int GetOrAddPosition(int function, StringId ofObject, StringId file, ulong address, long line)
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
