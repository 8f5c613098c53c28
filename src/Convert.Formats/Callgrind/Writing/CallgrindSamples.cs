namespace Refold.Formats.Callgrind;

/// <summary>
/// Makes samples of costs. A call is a stack of two frames with the inclusive costs; as these are costs of the callee,
/// or below it, they are taken off the callee's own row. So self costs, inclusive costs, calls and totals are all exact.
/// </summary>
/// <remarks>
/// For readers that accept arcs, or self costs alone; whole stacks: <see cref="CallgrindCallGraph"/>.
/// </remarks>
internal sealed class CallgrindSamples(
    ProfileBuilder builder, Utf8LineReader lines, DiagnosticLog diagnostics, CallgrindOptions options)
{
    private readonly LocationId[] _pair = new LocationId[2];
    private int[] _columns = [];
    private int _callsColumn = -1;
    private long[] _values = [];

    /// <summary>True if calls are counted in a column of their own.</summary>
    public bool HasCalls => _callsColumn >= 0;

    /// <summary>True if there was a call.</summary>
    public bool HasArcs { get; private set; }

    /// <summary>Says in which columns the costs to come are.</summary>
    public void SetColumns(int[] columns) => _columns = columns;

    /// <summary>Adds a cost line.</summary>
    public void AddSelf(LocationId location, ReadOnlySpan<Int128> costs) => Add([location], costs, 0, sign: 1);

    /// <summary>Adds a call.</summary>
    /// <param name="caller">Where it is made.</param>
    /// <param name="callee">What it enters.</param>
    /// <param name="costs">What it costs, all that the callee calls among it.</param>
    /// <param name="calls">How often it was made; null if nobody counted.</param>
    public void AddCall(LocationId caller, LocationId callee, ReadOnlySpan<Int128> costs, Int128? calls)
    {
        // A note for who asked for it; who writes a call graph again loses nothing.
        if (!HasArcs && options.Arcs == true)
        {
            diagnostics.Note(
                "callgrind.no-stacks",
                lines.Position,
                "each call is a stack of two frames, and taken off its callee again");
        }

        HasArcs = true;
        if (!options.Stacks)
        {
            return;
        }

        calls = options.Calls ? calls : null;
        if (calls is not null && _callsColumn < 0)
        {
            _callsColumn = builder.AddSampleType(CallgrindKeywords.Calls);
        }

        _pair[0] = callee;
        _pair[1] = caller;
        Add(_pair, costs, calls ?? 0, sign: 1);
        Add([callee], costs, 0, sign: -1);
    }

    // A sample holds 64 bits with a sign: what is beyond goes in several.
    private void Add(ReadOnlySpan<LocationId> stack, ReadOnlySpan<Int128> costs, Int128 calls, int sign)
    {
        bool isLeft = calls != 0 || costs.ContainsAnyExcept(Int128.Zero);
        Int128[]? left = isLeft && IsLong(costs) ? costs.ToArray() : null;
        StackId id = isLeft ? builder.AddStack(stack) : default;
        while (isLeft)
        {
            int width = builder.SampleTypes.Count;
            _values = _values.Length == width ? _values : new long[width];
            Array.Clear(_values);
            isLeft = false;
            for (int i = 0; i < costs.Length; i++)
            {
                Int128 cost = left is null ? costs[i] : left[i];
                long part = (long)Int128.Clamp(cost, -long.MaxValue, long.MaxValue);
                _values[_columns[i]] += sign * part;
                isLeft |= cost != part;
                if (left is not null)
                {
                    left[i] -= part;
                }
            }

            if (_callsColumn >= 0)
            {
                _values[_callsColumn] = (long)Int128.Clamp(calls, 0, long.MaxValue);
                calls = 0;
            }

            builder.AddSample(id, _values);
        }
    }

    private static bool IsLong(ReadOnlySpan<Int128> costs)
    {
        bool isLong = false;
        foreach (Int128 cost in costs)
        {
            isLong |= cost > long.MaxValue || cost < -long.MaxValue;
        }

        return isLong;
    }
}
