using System.Globalization;
using System.Text.Json;
using Refold.Text;

namespace Refold.Formats.Speedscope;

/// <summary>Reads one profile of a file, whose properties may be in any order.</summary>
/// <remarks>
/// <code>
/// "samples": [[0], [0, 1]], "weights": [2.5, 5]                                           a sampled profile
/// "events": [{"type": "O", "frame": 0, "at": 1}, {"type": "C", "frame": 0, "at": 9}]      an evented one
/// </code>
/// Files of Refold may have the values of samples whose weights are durations, <c>"values": [0, 3000]</c>, before the
/// weights. Weights and events before the name and the unit, and weights before the stacks, are pending until these
/// are known.
/// </remarks>
internal sealed class SpeedscopeProfileReader(SpeedscopeSampleBuilder samples, ConversionContext context)
{
    private const int MaxColumn = 1 << 16;

    private readonly SpeedscopeProfileHeader _header = new();
    private readonly SpeedscopeStackReader _stacks = new(samples, context);
    private readonly List<JsonNumber> _pendingWeights = [];
    private readonly List<SpeedscopeEvent> _pendingEvents = [];
    private readonly List<JsonNumber> _values = [];
    private SpeedscopeSampleImport? _import;
    private SpeedscopeTimeline? _timeline;
    private long _weights;
    private bool _hasData;

    /// <summary>Reads the object that begins with the token, and returns the index of its sample type.</summary>
    public int Read(ref JsonTokens tokens)
    {
        InputPosition position = tokens.Position;
        while (tokens.NextProperty())
        {
            ReadProperty(ref tokens);
        }

        if (tokens.IsTruncated)
        {
            context.Diagnostics.WarnOfCut("speedscope.cut", tokens.Position, "the file ends early");
        }

        Complete(position);
        FinishWeights(position);
        FinishEvents(tokens.Position);
        return Import().Column;
    }

    private void ReadProperty(ref JsonTokens tokens)
    {
        if (tokens.Is("name"u8))
        {
            _header.Name = ReadText(ref tokens) ?? _header.Name;
        }
        else if (tokens.Is("unit"u8))
        {
            ReadUnit(ref tokens);
        }
        else if (tokens.Is("sampleType"u8))
        {
            _header.OwnType = ReadText(ref tokens);
        }
        else if (tokens.Is("thread"u8))
        {
            _header.OwnThread = ReadText(ref tokens);
        }
        else if (tokens.Is("column"u8))
        {
            JsonNumber column = ReadNumber(ref tokens) ?? new JsonNumber(-1, 0);
            _header.OwnColumn = column.TryScale(0, out long number, out _) && number is >= 0 and <= MaxColumn
                ? (int)number
                : -1;
        }
        else if (tokens.Is("gaps"u8))
        {
            _header.HasGaps = tokens.Next() && tokens.Type == JsonTokenType.True;
            tokens.SkipValue();
        }
        else if (tokens.Is("startValue"u8))
        {
            _header.Start = ReadBound(ref tokens) ?? default;
            _header.StartPosition = tokens.Position;
        }
        else if (tokens.Is("endValue"u8))
        {
            _header.End = ReadBound(ref tokens);
        }
        else
        {
            ReadData(ref tokens);
        }
    }

    private void ReadData(ref JsonTokens tokens)
    {
        if (tokens.Is("samples"u8))
        {
            OpenArray(ref tokens, "an array of stacks");
            _stacks.Read(ref tokens);
        }
        else if (tokens.Is("weights"u8))
        {
            OpenArray(ref tokens, "an array of weights");
            ReadNumbers(ref tokens, AddWeight);
        }
        else if (_header.HasGaps && tokens.Is("values"u8))
        {
            OpenArray(ref tokens, "an array of values");
            ReadNumbers(ref tokens, (number, _) => _values.Add(number));
        }
        else if (tokens.Is("events"u8))
        {
            OpenArray(ref tokens, "an array of events");
            ReadEvents(ref tokens);
        }
        else
        {
            _ = tokens.Next();
            tokens.SkipValue();
        }
    }

    private void OpenArray(ref JsonTokens tokens, string expected)
    {
        _hasData = true;
        if (tokens.Next() && tokens.Type != JsonTokenType.StartArray)
        {
            throw tokens.Unexpected(expected);
        }
    }

    private static string? ReadText(ref JsonTokens tokens) =>
        !tokens.NextValue(JsonTokenType.String) ? null
        : Utf8Text.Decode(tokens.IsEscaped ? JsonText.Unescape(tokens.Value) : tokens.Value);

    private JsonNumber? ReadBound(ref JsonTokens tokens)
    {
        JsonNumber? number = ReadNumber(ref tokens);
        if (number is null && !tokens.IsTruncated)
        {
            context.Diagnostics.Warn(
                "speedscope.bad-number", tokens.Position, "expected a number as start or end of a profile, found none");
        }

        return number;
    }

    private static JsonNumber? ReadNumber(ref JsonTokens tokens)
    {
        JsonNumber? number = tokens.Next() ? ParseNumber(in tokens) : null;
        tokens.SkipValue();
        return number;
    }

    // Some programs write numbers in quotes: "startValue":"2.596964".
    private static JsonNumber? ParseNumber(ref readonly JsonTokens tokens) =>
        tokens.Type is JsonTokenType.Number or JsonTokenType.String
        && JsonNumber.TryParse(tokens.Value, out JsonNumber number)
            ? number
            : null;

    private void ReadUnit(ref JsonTokens tokens)
    {
        string name = ReadText(ref tokens) ?? "";
        _header.Unit = SpeedscopeUnit.Find(name);
        if (_header.Unit is null && !tokens.IsTruncated)
        {
            context.Diagnostics.Warn(
                "speedscope.unit", tokens.Position, $"expected a unit of the format, found {MessageText.Quote(name)}");
            _header.Unit = SpeedscopeUnit.None;
        }
    }

    // Scans usual numbers as long as there are any; the tokens read all others.
    private void ReadNumbers(ref JsonTokens tokens, Action<JsonNumber, InputPosition> add)
    {
        int length;
        do
        {
            ReadOnlySpan<byte> rest = tokens.Rest;
            int used = 0;
            while ((length = SpeedscopeScan.Weight(rest[used..], out JsonNumber number)) > 0)
            {
                add(number, tokens.Position);
                used += length;
            }

            tokens.Skip(used);
        }
        while (length == SpeedscopeScan.Incomplete && tokens.TryFill());

        while (tokens.NextItem())
        {
            JsonNumber? number = tokens.Type == JsonTokenType.Number ? ParseNumber(in tokens) : null;
            add(number ?? ReplaceWeight(in tokens), tokens.Position);
        }
    }

    // JSON has no NaN: JavaScript writes null for it, other languages a string.
    private JsonNumber ReplaceWeight(ref readonly JsonTokens tokens)
    {
        bool isNotANumber = tokens.Type == JsonTokenType.Null
            || (tokens.Type == JsonTokenType.String && (tokens.Is("NaN"u8) || tokens.Is("Infinity"u8)));
        if (!isNotANumber)
        {
            throw tokens.Unexpected("a weight");
        }

        context.Diagnostics.Warn(
            "speedscope.bad-weight", tokens.Position, "expected a weight, found no number: read as 0");
        return default;
    }

    private void AddWeight(JsonNumber number, InputPosition position)
    {
        if (!_stacks.AreRead || !_header.IsComplete)
        {
            _pendingWeights.Add(number);
        }
        else
        {
            AddSample(number, position);
        }
    }

    private void AddSample(in JsonNumber number, InputPosition position)
    {
        if (_weights < _stacks.Count)
        {
            JsonNumber? value = _weights < _values.Count ? _values[(int)_weights] : null;
            Import().Add(_stacks[(int)_weights], number, value, position);
        }

        _weights++;
    }

    private void ReadEvents(ref JsonTokens tokens)
    {
        int length;
        do
        {
            ReadOnlySpan<byte> rest = tokens.Rest;
            int used = 0;
            while ((length = SpeedscopeScan.Event(rest[used..], out bool isOpen, out int frame, out JsonNumber at)) > 0)
            {
                int start = used + rest[used..].IndexOf((byte)'{');
                AddEvent(new SpeedscopeEvent(isOpen, frame, at, tokens.PositionOf(start)));
                used += length;
            }

            tokens.Skip(used);
        }
        while (length == SpeedscopeScan.Incomplete && tokens.TryFill());

        while (tokens.NextItem())
        {
            if (tokens.Type != JsonTokenType.StartObject)
            {
                throw tokens.Unexpected("an event");
            }

            if (TryReadEvent(ref tokens, out SpeedscopeEvent item))
            {
                AddEvent(item);
            }
        }
    }

    private bool TryReadEvent(ref JsonTokens tokens, out SpeedscopeEvent item)
    {
        InputPosition position = tokens.Position;
        byte type = 0;
        int frame = -1;
        JsonNumber? at = null;
        while (tokens.NextProperty())
        {
            if (tokens.Is("type"u8))
            {
                type = tokens.NextValue(JsonTokenType.String) && tokens.Value.Length == 1 ? tokens.Value[0] : (byte)0;
            }
            else if (tokens.Is("frame"u8))
            {
                frame = tokens.Next() ? SpeedscopeStackReader.ParseFrame(in tokens) : -1;
            }
            else if (tokens.Is("at"u8))
            {
                at = ReadNumber(ref tokens);
            }
            else
            {
                _ = tokens.Next();
                tokens.SkipValue();
            }
        }

        item = new SpeedscopeEvent(type == (byte)'O', frame, at ?? default, position);
        bool isComplete = type is (byte)'O' or (byte)'C' && frame >= 0 && at is not null;
        if (!isComplete && !tokens.IsTruncated)
        {
            context.Diagnostics.Warn(
                "speedscope.bad-event", position, "expected an event with type O or C, frame and at, found another");
        }

        return isComplete && !tokens.IsTruncated;
    }

    private void AddEvent(in SpeedscopeEvent item)
    {
        if (!_header.IsComplete)
        {
            _pendingEvents.Add(item);
            return;
        }

        _timeline ??= new SpeedscopeTimeline(Import(), context);
        if (Import().TryTime(item.At, item.Position, out long at))
        {
            _timeline.Add(item, at);
        }
    }

    private SpeedscopeSampleImport Import() => _import ??= new SpeedscopeSampleImport(samples, _header, context);

    private void Complete(InputPosition position)
    {
        if (!_hasData && !context.Diagnostics.IsCut(position.Input))
        {
            context.Diagnostics.Warn(
                "speedscope.no-samples", position, "expected 'samples' or 'events' in a profile, found neither");
        }

        if (_header.Unit is null && !context.Diagnostics.IsCut(position.Input))
        {
            context.Diagnostics.Warn("speedscope.unit", position, "expected the unit of a profile, found none");
        }

        _header.Unit ??= SpeedscopeUnit.None;
        _header.Name ??= "";
    }

    private void FinishWeights(InputPosition position)
    {
        foreach (JsonNumber number in _pendingWeights)
        {
            AddSample(number, position);
        }

        if (_weights != _stacks.Count && !context.Diagnostics.IsCut(position.Input))
        {
            string problem = string.Create(
                CultureInfo.InvariantCulture,
                $"expected {_stacks.Count} weights, one for each stack, found {_weights}");
            context.Diagnostics.Warn("speedscope.lengths", position, problem);
        }
    }

    private void FinishEvents(InputPosition position)
    {
        foreach (SpeedscopeEvent item in _pendingEvents)
        {
            AddEvent(item);
        }

        long? end = _header.End is { } given && Import().TryTime(given, position, out long time) ? time : null;
        _timeline?.Finish(end, position);
    }
}
