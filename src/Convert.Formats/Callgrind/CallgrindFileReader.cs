namespace Refold.Formats.Callgrind;

/// <summary>Tells the lines of a file apart: what stands before an equals sign, a colon, or is a number.</summary>
internal sealed class CallgrindFileReader(
    ProfileBuilder builder, Utf8LineReader lines, ConversionContext context, CallgrindOptions options)
{
    private readonly CallgrindHeader _header = new(builder, lines, context.Diagnostics);
    private readonly CallgrindPositions _positions = new(lines);
    private readonly CallgrindPlaces _places = new(builder, lines);
    private readonly CallgrindSamples _samples = new(builder, lines, context.Diagnostics, options);
    private Int128[] _costs = [];
    private bool _isCall;
    private Int128 _calls;

    /// <summary>Takes one line in.</summary>
    public void Read(ReadOnlySpan<byte> line)
    {
        line = (lines.LineNumber == 1 && line is [0xef, 0xbb, 0xbf, ..] ? line[3..] : line).Trim(" \t\r"u8);
        if (line.IsEmpty || line[0] == (byte)'#')
        {
            return;
        }

        if (line[0] is >= (byte)'0' and <= (byte)'9' or (byte)'+' or (byte)'-' or (byte)'*')
        {
            ReadCosts(line);
            return;
        }

        int end = line.IndexOfAny((byte)'=', (byte)':');
        if (end < 0 || !(line[end] == (byte)'=' ? ReadPlace(line[..end], line[(end + 1)..]) : ReadHeader(line, end)))
        {
            context.Diagnostics.Warn(
                "callgrind.unknown-line",
                lines.Position,
                $"expected a position, costs or a line of the header, found {Found.Quote(line)}: line skipped");
        }
    }

    /// <summary>The facts about the whole, once all lines are read.</summary>
    public ProfileInfo Finish()
    {
        _ = _header.Columns;
        CheckSums();
        if (_isCall)
        {
            WarnOfCall();
        }

        return _header.Finish(_samples.HasCalls, _samples.HasArcs && options.Arcs);
    }

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
            _samples.Claim(CallgrindNumbers.Sums(value, lines), isExact: key[0] == (byte)'t');
            return true;
        }

        if (key.SequenceEqual("part"u8) || key.SequenceEqual("events"u8))
        {
            CheckSums();
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

            _calls = CallgrindNumbers.Take(ref value, lines, "a number of calls");
            _positions.ReadTarget(value);
            _isCall = true;
            return true;
        }

        bool isJump = key.SequenceEqual("jump"u8) || key.SequenceEqual("jcnd"u8);
        if (isJump && context.Diagnostics.Count("callgrind.jump"))
        {
            context.Diagnostics.Keep(new Diagnostic("callgrind.jump", lines.Position, "jumps are no calls: skipped"));
        }

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

        CallgrindNumbers.Costs(costs, _costs, lines);
        _samples.SetColumns(columns);
        LocationId here = _places.Location(_positions.Address, _positions.Line);
        if (_isCall)
        {
            LocationId callee = _places.Callee(_positions.TargetAddress, _positions.TargetLine);
            _samples.AddCall(here, callee, _costs, _header.CountsCalls ? _calls : null);
            _isCall = false;
        }
        else
        {
            _samples.AddSelf(here, _costs);
        }
    }

    private void CheckSums() => _samples.CheckSums();

    private void WarnOfCall() => context.Diagnostics.Warn(
        "callgrind.call-without-costs", lines.Position, "expected a cost line behind calls=, found none: call skipped");
}
