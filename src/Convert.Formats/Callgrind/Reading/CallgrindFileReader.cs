using Refold.Attribution;

namespace Refold.Formats.Callgrind;

/// <summary>Tells the lines of a file apart: what stands before an equals sign, a colon, or is a number.</summary>
internal sealed class CallgrindFileReader
{
    private readonly ProfileBuilder _builder;
    private readonly Utf8LineReader _lines;
    private readonly ConversionContext _context;
    private readonly CallgrindOptions _options;
    private readonly CallgrindHeader _header;
    private readonly CallgrindPositions _positions;
    private readonly CallgrindPlaces _places;
    private readonly CallgrindTotals _totals;

    // One of both takes the costs: arcs or self costs as they come, or the graph of which stacks are made at the end.
    private readonly CallgrindSamples? _samples;
    private readonly CallgrindCallGraph? _graph;
    private Int128[] _costs = [];
    private bool _isCall;
    private bool _isCut;
    private Int128 _calls;

    /// <summary>Starts at the beginning of a file.</summary>
    public CallgrindFileReader(
        ProfileBuilder builder, Utf8LineReader lines, ConversionContext context, CallgrindOptions options)
    {
        _builder = builder;
        _lines = lines;
        _context = context;
        _options = options;
        _header = new CallgrindHeader(builder, lines, context.Diagnostics);
        _positions = new CallgrindPositions(lines);
        _places = new CallgrindPlaces(builder, lines, context.Diagnostics);
        _totals = new CallgrindTotals(lines, context.Diagnostics);
        ReadRequest wanted = context.Request;
        bool arcs = options.Arcs ?? (wanted.Has(ProfileFacts.Stacks) && wanted.AcceptsArcs);
        if (arcs || !options.Stacks)
        {
            _samples = new CallgrindSamples(builder, lines, context.Diagnostics, options);
        }
        else
        {
            _graph = new CallgrindCallGraph(_places, options);
        }
    }

    /// <summary>Takes one line in. The last one may be cut, so that what it lacks is no error.</summary>
    public void Read(ReadOnlySpan<byte> line)
    {
        if (_lines.HasLineEnd || !_header.HasEvents)
        {
            ReadLine(line);
            return;
        }

        // A number at the end of a cut file may have lost digits, and a position has lost its costs.
        bool isInputCut = _context.Diagnostics.IsCut(_lines.Position.Input);
        bool isHalf = IsCosts(line)
            ? isInputCut || (_header.IsByValgrind && !_totals.HasTotals)
            : IsPlace(line.Trim(" \t\r"u8));
        if (isHalf)
        {
            _isCut = true;
            return;
        }

        try
        {
            ReadLine(line);
        }
        catch (ProfileFormatException)
        {
            _isCut = true;
        }
    }

    /// <summary>The facts about the whole, once all lines are read.</summary>
    /// <param name="input">The name of the input.</param>
    public ProfileInfo Finish(string input)
    {
        _ = _header.Columns;
        _isCut |= _context.Diagnostics.IsCut(_lines.Position.Input) || _totals.IsShort()
            || (_header.IsByValgrind && !_totals.HasTotals);
        if (_isCut)
        {
            _totals.WarnOfCut(_header.FirstEvent);
        }
        else
        {
            _totals.Check();
        }

        if (_isCall && !_isCut)
        {
            WarnOfCall();
        }

        if (_graph is null)
        {
            bool hasArcs = _samples!.HasArcs && _options.Stacks;
            return _header.Finish(_samples.HasCalls, hasArcs ? CallgrindKeywords.CallGraph : "");
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
            IsIncomplete = _isCut,
            EventNames = [.. _builder.SampleTypes.Select(t => t.Name)],
        };
        stacks.Build(options, _context, input);
        return _header.Finish(hasCalls, _graph.HasArcs ? CallgrindKeywords.Estimated : "");
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
            && (line[end] == (byte)'=' ? ReadPlace(line[..end], line[(end + 1)..]) : ReadHeader(line, end));
        if (!isKnown && !_lines.HasLineEnd)
        {
            _isCut = true;
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

    private static bool IsPlace(ReadOnlySpan<byte> line) =>
        line.IndexOfAny((byte)'=', (byte)':') is >= 0 and int end && line[end] == (byte)'=' && line[0] != (byte)'#';

    private bool ReadHeader(ReadOnlySpan<byte> line, int end)
    {
        ReadOnlySpan<byte> key = line[..end];
        ReadOnlySpan<byte> value = line[(end + 1)..].Trim(" \t"u8);
        if (key.SequenceEqual("positions"u8))
        {
            _positions.Declare(value);
            return true;
        }

        if (key.SequenceEqual("totals"u8) || key.SequenceEqual("summary"u8))
        {
            _totals.Claim(CallgrindNumbers.Sums(value, _lines), isExact: key[0] == (byte)'t');
            return true;
        }

        if (key.SequenceEqual("part"u8) || key.SequenceEqual("events"u8))
        {
            _totals.Check();
        }

        return _header.Read(key, value);
    }

    private bool ReadPlace(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        value = value.Trim(" \t"u8);
        if (key.SequenceEqual("calls"u8))
        {
            if (_isCall)
            {
                WarnOfCall();
            }

            _calls = CallgrindNumbers.Take(ref value, _lines, "a number of calls");
            _positions.ReadTarget(value);
            _isCall = true;
            return true;
        }

        // Every file of --collect-jumps=yes has them.
        bool isJump = key.SequenceEqual("jump"u8) || key.SequenceEqual("jcnd"u8);
        return isJump || _places.Read(key, value);
    }

    private void ReadCosts(ReadOnlySpan<byte> line)
    {
        int[] columns = _header.Columns;
        ReadOnlySpan<byte> costs = _positions.Read(line);
        if (_costs.Length != columns.Length)
        {
            _costs = new Int128[columns.Length];
        }

        CallgrindNumbers.Costs(costs, _costs, _lines);
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
        _places.NamesLevels = _options.MergesLevels && (_header.IsOurs || _header.IsByValgrind);
        LocationId here = _places.Location(_positions.Address, _positions.Line);
        if (_isCall)
        {
            LocationId callee = _places.Callee(_positions.TargetAddress, _positions.TargetLine);
            _samples.AddCall(here, callee, _costs, _header.CountsCalls ? _calls : null);
            EndCall();
        }
        else
        {
            _samples.AddSelf(here, _costs);
        }
    }

    private void AddToGraph(CallgrindCallGraph graph, int[] columns)
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
        _places.EndCall();
        _isCall = false;
    }

    private void WarnOfCall() => _context.Diagnostics.Warn(
        "callgrind.call-without-costs", _lines.Position, "expected a cost line after calls=, found none: call skipped");
}
