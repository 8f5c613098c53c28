using Refold.Attribution;

namespace Refold.Formats.Callgrind;

/// <summary>Reads a file line by line; each line is a header, a name of the scope, or costs.</summary>
/// <remarks>
/// <code>
/// # callgrind format          a comment
/// events: Ir                  key and colon: CallgrindHeader
/// fn=(1) main                 key and equals sign: CallgrindScope
/// 16 400                      a digit, + - or *: position and costs, see CallgrindPositionReader
/// calls=3 50                  count and target of a call, whose costs the next line has
/// 17 1200
/// jump=3 20                   jumps have no costs and are ignored
/// totals: 1600                CallgrindTotals
/// </code>
/// </remarks>
internal sealed class CallgrindFileReader
{
    private readonly ProfileBuilder _builder;
    private readonly Utf8LineReader _lines;
    private readonly ConversionContext _context;
    private readonly CallgrindOptions _options;
    private readonly CallgrindHeader _header;
    private readonly CallgrindPositionReader _positions;
    private readonly CallgrindScope _scope;
    private readonly CallgrindTotals _totals;

    // One of both is null: samples are added line by line for arcs and self costs, the graph for stacks.
    private readonly CallgrindArcSamples? _samples;
    private readonly CallgrindParsedGraph? _graph;
    private Int128[] _costs = [];
    private bool _isCall;
    private bool _isTruncated;
    private bool _hasCallWithoutCosts;
    private Int128 _calls;

    /// <summary>Creates a reader at the beginning of a file.</summary>
    public CallgrindFileReader(
        ProfileBuilder builder, Utf8LineReader lines, ConversionContext context, CallgrindOptions options)
    {
        _builder = builder;
        _lines = lines;
        _context = context;
        _options = options;
        _header = new CallgrindHeader(builder, lines, context.Diagnostics);
        _positions = new CallgrindPositionReader(lines);
        _scope = new CallgrindScope(builder, lines, context.Diagnostics);
        _totals = new CallgrindTotals(lines, context.Diagnostics);
        ReadRequest request = context.Request;
        bool arcs = options.Arcs ?? (request.Has(ProfileFacts.Stacks) && request.AcceptsArcs);
        if (arcs || !options.Stacks)
        {
            _samples = new CallgrindArcSamples(builder, lines, context.Diagnostics, options);
        }
        else
        {
            _graph = new CallgrindParsedGraph(_scope, options);
        }
    }

    /// <summary>
    /// Reads a line. A last line without line end may be truncated, so that its errors are only a warning.
    /// </summary>
    public void Read(ReadOnlySpan<byte> line)
    {
        if (_lines.HasLineEnd || !_header.HasEvents)
        {
            ReadLine(line);
            return;
        }

        // The last number of a truncated file may have lost digits, and a name has lost its costs.
        bool isInputTruncated = _context.Diagnostics.IsCut(_lines.Position.Input);
        bool isIncomplete = IsCosts(line)
            ? isInputTruncated || (_header.IsByValgrind && !_totals.HasTotals)
            : IsName(line.Trim(" \t\r"u8));
        if (isIncomplete)
        {
            _isTruncated = true;
            return;
        }

        try
        {
            ReadLine(line);
        }
        catch (ProfileFormatException)
        {
            _isTruncated = true;
        }
    }

    /// <summary>Adds the stacks after all lines are read, and returns the description of the profile.</summary>
    /// <param name="input">The name of the input.</param>
    public ProfileInfo Finish(string input)
    {
        _header.CheckEvents();

        // A cost line follows each call, so a file that ends between them is truncated, unless its writer omits costs.
        _isTruncated |= (_isCall && !_hasCallWithoutCosts)
            || _context.Diagnostics.IsCut(_lines.Position.Input)
            || _totals.IsBelowSummary()
            || (_header.IsByValgrind && !_totals.HasTotals);
        if (_isTruncated)
        {
            _totals.WarnOfTruncation(_header.FirstEvent);
        }
        else
        {
            _totals.Check();
        }

        if (_isCall && !_isTruncated)
        {
            WarnOfCall();
        }

        // A file without cost lines has sample types, too.
        _ = _header.Columns;
        if (_graph is null)
        {
            bool hasArcs = _samples!.HasArcs && _options.Stacks;
            return _header.CreateInfo(_samples.HasCalls, hasArcs ? CallgrindKeywords.CallGraph : "");
        }

        int eventCount = _builder.SampleTypes.Count;
        bool hasCalls = _graph.HasCalls && _options.Calls;
        int callsColumn = hasCalls ? _builder.AddSampleType(CallgrindKeywords.Calls) : -1;
        var stacks = new CallGraphStacks(_builder, [.. Enumerable.Range(0, eventCount)], callsColumn);
        _graph.CopyTo(stacks, _builder, eventCount);
        var options = new CallGraphStacksOptions
        {
            Detail = _options.Detail,
            MaxStacks = _options.MaxStacks,
            IsIncomplete = _isTruncated,
            EventNames = [.. _builder.SampleTypes.Select(t => t.Name)],
        };
        stacks.Build(options, _context, input);
        return _header.CreateInfo(hasCalls, _graph.HasArcs ? CallgrindKeywords.Estimated : "");
    }

    private void ReadLine(ReadOnlySpan<byte> line)
    {
        line = (_lines.LineNumber == 1 && line is [0xef, 0xbb, 0xbf, ..] ? line[3..] : line).Trim(" \t\r"u8);
        if (line.IsEmpty || line[0] == (byte)'#')
        {
            return;
        }

        if (IsCosts(line))
        {
            ReadCosts(line);
            return;
        }

        int end = line.IndexOfAny((byte)'=', (byte)':');
        bool isKnown = end >= 0
            && (line[end] == (byte)'=' ? TryReadName(line[..end], line[(end + 1)..]) : TryReadHeader(line, end));
        if (!isKnown && !_lines.HasLineEnd)
        {
            _isTruncated = true;
        }
        else if (!isKnown)
        {
            _context.Diagnostics.Warn(
                "callgrind.unknown-line",
                _lines.Position,
                $"expected a position, costs or a line of the header, found {MessageText.Quote(line)}: line skipped");
        }
    }

    private static bool IsCosts(ReadOnlySpan<byte> line) =>
        line is [(>= (byte)'0' and <= (byte)'9') or (byte)'+' or (byte)'-' or (byte)'*', ..];

    private static bool IsName(ReadOnlySpan<byte> line) =>
        line.IndexOfAny((byte)'=', (byte)':') is >= 0 and int end && line[end] == (byte)'=' && line[0] != (byte)'#';

    private bool TryReadHeader(ReadOnlySpan<byte> line, int end)
    {
        ReadOnlySpan<byte> key = line[..end];
        ReadOnlySpan<byte> value = line[(end + 1)..].Trim(" \t"u8);
        if (key.SequenceEqual("positions"u8))
        {
            _positions.ReadKinds(value);
            return true;
        }

        if (key.SequenceEqual("totals"u8) || key.SequenceEqual("summary"u8))
        {
            _totals.SetClaim(CallgrindNumbers.ReadSums(value, _lines), isExact: key[0] == (byte)'t');
            return true;
        }

        if (key.SequenceEqual("part"u8) || key.SequenceEqual("events"u8))
        {
            _totals.Check();
        }

        return _header.TryRead(key, value);
    }

    private bool TryReadName(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        value = value.Trim(" \t"u8);
        if (key.SequenceEqual("calls"u8))
        {
            if (_isCall)
            {
                WarnOfCall();
            }

            _calls = CallgrindNumbers.ReadNumber(ref value, _lines, "a number of calls");
            _positions.ReadTarget(value);
            _isCall = true;
            return true;
        }

        // Every file of --collect-jumps=yes has jumps; they have no costs.
        bool isJump = key.SequenceEqual("jump"u8) || key.SequenceEqual("jcnd"u8);
        return isJump || _scope.TryRead(key, value);
    }

    private void ReadCosts(ReadOnlySpan<byte> line)
    {
        int[] columns = _header.Columns;
        ReadOnlySpan<byte> costs = _positions.Read(line);
        if (_costs.Length != columns.Length)
        {
            _costs = new Int128[columns.Length];
        }

        CallgrindNumbers.ReadCosts(costs, _costs, _lines);
        if (!_isCall)
        {
            _totals.Add(columns, _costs);
        }

        _header.Scale(_costs);
        if (_graph is null)
        {
            AddSamples(columns);
        }
        else
        {
            AddToGraph(_graph, columns);
        }
    }

    private void AddSamples(int[] columns)
    {
        _samples!.SetColumns(columns);
        _scope.MergesLevels = _options.MergesLevels && (_header.IsByRefold || _header.IsByValgrind);
        LocationId location = _scope.AddLocation(_positions.Address, _positions.Line);
        if (_isCall)
        {
            LocationId callee = _scope.AddCalledLocation(_positions.TargetAddress, _positions.TargetLine);
            _samples.AddCall(location, callee, _costs, _header.CountsCalls ? _calls : null);
            EndCall();
        }
        else
        {
            _samples.AddSelf(location, _costs);
        }
    }

    private void AddToGraph(CallgrindParsedGraph graph, int[] columns)
    {
        if (_isCall)
        {
            graph.AddCall(
                _positions.Address,
                _positions.Line,
                _positions.TargetAddress,
                _positions.TargetLine,
                columns,
                _costs,
                _header.CountsCalls ? _calls : null);
            EndCall();
        }
        else
        {
            graph.AddSelf(_positions.Address, _positions.Line, columns, _costs);
        }
    }

    private void EndCall()
    {
        _scope.EndCall();
        _isCall = false;
    }

    private void WarnOfCall()
    {
        _hasCallWithoutCosts = true;
        _context.Diagnostics.Warn(
            "callgrind.call-without-costs",
            _lines.Position,
            "expected a cost line after calls=, found none: call skipped");
    }
}
