namespace Refold.Formats.Callgrind;

/// <summary>Turns calls into samples of two frames, for writers of call graphs.</summary>
/// <remarks>
/// A call becomes a stack of two frames with its inclusive costs. These are costs of the callee and of functions that
/// it calls, so they are subtracted from the callee. Self costs, inclusive costs, calls and totals are then exact:
/// <code>
/// main 10, calls a: 50             main       10
/// a 20, calls b: 30                main;a     50      a    -50
/// b 30                             a          20
///                                  a;b        30      b    -30
///                                  b          30              sum 60 = 10 + 20 + 30
/// </code>
/// <see cref="CallgrindParsedGraph"/> is used for complete stacks.
/// </remarks>
internal sealed class CallgrindArcSamples(
    ProfileBuilder builder, Utf8LineReader lines, DiagnosticLog diagnostics, CallgrindOptions options)
{
    private readonly LocationId[] _pair = new LocationId[2];
    private int[] _columns = [];
    private int _callsColumn = -1;
    private long[] _values = [];

    /// <summary>Whether the counts of calls are a sample type.</summary>
    public bool HasCalls => _callsColumn >= 0;

    /// <summary>Whether a call was added.</summary>
    public bool HasArcs { get; private set; }

    /// <summary>Sets the sample types of the following costs.</summary>
    public void SetColumns(int[] columns) => _columns = columns;

    /// <summary>Adds the self costs of a location.</summary>
    public void AddSelf(LocationId location, ReadOnlySpan<Int128> costs) => Add([location], costs, 0, sign: 1);

    /// <summary>Adds a call.</summary>
    /// <param name="caller">The location of the call.</param>
    /// <param name="callee">The location at which the called function begins.</param>
    /// <param name="costs">The inclusive costs of the call.</param>
    /// <param name="calls">The count of calls; null if unknown.</param>
    public void AddCall(LocationId caller, LocationId callee, ReadOnlySpan<Int128> costs, Int128? calls)
    {
        // Only if arcs were requested: writing a call graph as the same call graph loses nothing.
        if (!HasArcs && options.Arcs == true)
        {
            diagnostics.Note(
                "callgrind.no-stacks",
                lines.Position,
                "each call is a stack of two frames, and its cost is subtracted from the callee");
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

    // A value of a sample has 64 bits; larger costs become several samples.
    private void Add(ReadOnlySpan<LocationId> stack, ReadOnlySpan<Int128> costs, Int128 calls, int sign)
    {
        bool isPending = calls != 0 || costs.ContainsAnyExcept(Int128.Zero);
        Int128[]? pending = isPending && IsLong(costs) ? costs.ToArray() : null;
        StackId id = isPending ? builder.AddStack(stack) : default;
        while (isPending)
        {
            int width = builder.SampleTypes.Count;
            _values = _values.Length == width ? _values : new long[width];
            Array.Clear(_values);
            isPending = false;
            for (int i = 0; i < costs.Length; i++)
            {
                Int128 cost = pending is null ? costs[i] : pending[i];
                long part = (long)Int128.Clamp(cost, -long.MaxValue, long.MaxValue);
                _values[_columns[i]] += sign * part;
                isPending |= cost != part;
                if (pending is not null)
                {
                    pending[i] -= part;
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
