using System.Globalization;
using System.Text.Json;
using Refold.Text;

namespace Refold.Formats.Speedscope;

/// <summary>
/// Reads one profile of a file, whose properties may come in any order: what comes before the name and the unit, or
/// before the stacks, waits.
/// </summary>
internal sealed class SpeedscopeProfileReader(SpeedscopeSamples samples, ConversionContext context)
{
    private const int MaxColumn = 1 << 16;

    private readonly SpeedscopeHead _head = new();
    private readonly SpeedscopeStacks _stacks = new(samples, context);
    private readonly List<JsonNumber> _waitingWeights = [];
    private readonly List<SpeedscopeEvent> _waitingEvents = [];
    private SpeedscopeSampleImport? _lane;
    private SpeedscopeTimeline? _timeline;
    private long _weights;
    private bool _hasData;

    /// <summary>Reads the object that the token begins, and returns the column of its values.</summary>
    public int Read(ref JsonTokens tokens)
    {
        InputPosition position = tokens.Position;
        while (tokens.NextProperty())
        {
            ReadProperty(ref tokens);
        }

        if (tokens.IsCut)
        {
            context.Diagnostics.WarnOfCut("speedscope.cut", tokens.Position, "the file ends early");
        }

        Complete(position);
        FinishWeights(position);
        FinishEvents(tokens.Position);
        return Lane().Column;
    }

    private void ReadProperty(ref JsonTokens tokens)
    {
        if (tokens.Is("name"u8))
        {
            _head.Name = ReadText(ref tokens) ?? _head.Name;
        }
        else if (tokens.Is("unit"u8))
        {
            ReadUnit(ref tokens);
        }
        else if (tokens.Is("sampleType"u8))
        {
            _head.OwnType = ReadText(ref tokens);
        }
        else if (tokens.Is("thread"u8))
        {
            _head.OwnThread = ReadText(ref tokens);
        }
        else if (tokens.Is("column"u8))
        {
            JsonNumber column = ReadNumber(ref tokens) ?? new JsonNumber(-1, 0);
            _head.OwnColumn = column.TryScale(0, out long number, out _) && number is >= 0 and <= MaxColumn
                ? (int)number
                : -1;
        }
        else if (tokens.Is("startValue"u8))
        {
            _head.Start = ReadEnd(ref tokens) ?? default;
            _head.StartPosition = tokens.Position;
        }
        else if (tokens.Is("endValue"u8))
        {
            _head.End = ReadEnd(ref tokens);
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
            ReadWeights(ref tokens);
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

    private JsonNumber? ReadEnd(ref JsonTokens tokens)
    {
        JsonNumber? number = ReadNumber(ref tokens);
        if (number is null && !tokens.IsCut)
        {
            context.Diagnostics.Warn(
                "speedscope.bad-number", tokens.Position, "expected a number as start or end of a profile, found none");
        }

        return number;
    }

    private static JsonNumber? ReadNumber(ref JsonTokens tokens)
    {
        JsonNumber? number = tokens.Next() ? NumberOf(in tokens) : null;
        tokens.SkipValue();
        return number;
    }

    // Some programs write numbers in quotes: "startValue":"2.596964".
    private static JsonNumber? NumberOf(ref readonly JsonTokens tokens) =>
        tokens.Type is JsonTokenType.Number or JsonTokenType.String
        && JsonNumber.TryParse(tokens.Value, out JsonNumber number)
            ? number
            : null;

    private void ReadUnit(ref JsonTokens tokens)
    {
        string name = ReadText(ref tokens) ?? "";
        _head.Unit = SpeedscopeUnit.Find(name);
        if (_head.Unit is null && !tokens.IsCut)
        {
            context.Diagnostics.Warn(
                "speedscope.unit", tokens.Position, $"expected a unit of the format, found {MessageText.Quote(name)}");
            _head.Unit = SpeedscopeUnit.None;
        }
    }

    private void ReadWeights(ref JsonTokens tokens)
    {
        int length;
        do
        {
            ReadOnlySpan<byte> rest = tokens.Rest;
            int used = 0;
            while ((length = SpeedscopeScan.Weight(rest[used..], out JsonNumber number)) > 0)
            {
                AddWeight(number, tokens.Position);
                used += length;
            }

            tokens.Skip(used);
        }
        while (length == SpeedscopeScan.NotWhole && tokens.TryFill());

        while (tokens.NextItem())
        {
            JsonNumber? number = tokens.Type == JsonTokenType.Number ? NumberOf(in tokens) : null;
            AddWeight(number ?? NoWeight(in tokens), tokens.Position);
        }
    }

    // JSON has no NaN: JavaScript writes null for it, others a text.
    private JsonNumber NoWeight(ref readonly JsonTokens tokens)
    {
        bool isNotANumber = tokens.Type == JsonTokenType.Null
            || (tokens.Type == JsonTokenType.String && (tokens.Is("NaN"u8) || tokens.Is("Infinity"u8)));
        if (!isNotANumber)
        {
            throw tokens.Unexpected("a weight");
        }

        context.Diagnostics.Warn(
            "speedscope.bad-weight", tokens.Position, "expected a weight, found no number: taken as 0");
        return default;
    }

    private void AddWeight(in JsonNumber number, InputPosition position)
    {
        if (!_stacks.AreRead || !_head.IsComplete)
        {
            _waitingWeights.Add(number);
        }
        else
        {
            TakeWeight(number, position);
        }
    }

    private void TakeWeight(in JsonNumber number, InputPosition position)
    {
        if (_weights < _stacks.Count)
        {
            Lane().Add(_stacks[(int)_weights], number, position);
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
            while ((length = SpeedscopeScan.Event(rest[used..], out bool opens, out int frame, out JsonNumber at)) > 0)
            {
                int start = used + rest[used..].IndexOf((byte)'{');
                AddEvent(new SpeedscopeEvent(opens, frame, at, tokens.PositionOf(start)));
                used += length;
            }

            tokens.Skip(used);
        }
        while (length == SpeedscopeScan.NotWhole && tokens.TryFill());

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
                frame = tokens.Next() ? SpeedscopeStacks.FrameOf(in tokens) : -1;
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
        bool isWhole = type is (byte)'O' or (byte)'C' && frame >= 0 && at is not null;
        if (!isWhole && !tokens.IsCut)
        {
            context.Diagnostics.Warn(
                "speedscope.bad-event", position, "expected an event with type O or C, frame and at, found another");
        }

        return isWhole && !tokens.IsCut;
    }

    private void AddEvent(in SpeedscopeEvent item)
    {
        if (!_head.IsComplete)
        {
            _waitingEvents.Add(item);
            return;
        }

        _timeline ??= new SpeedscopeTimeline(Lane(), context);
        if (Lane().TryTime(item.At, item.Position, out long at))
        {
            _timeline.Add(item, at);
        }
    }

    private SpeedscopeSampleImport Lane() => _lane ??= new SpeedscopeSampleImport(samples, _head, context);

    private void Complete(InputPosition position)
    {
        if (!_hasData && !context.Diagnostics.IsCut(position.Input))
        {
            context.Diagnostics.Warn(
                "speedscope.no-samples", position, "expected 'samples' or 'events' in a profile, found neither");
        }

        if (_head.Unit is null && !context.Diagnostics.IsCut(position.Input))
        {
            context.Diagnostics.Warn("speedscope.unit", position, "expected the unit of a profile, found none");
        }

        _head.Unit ??= SpeedscopeUnit.None;
        _head.Name ??= "";
    }

    private void FinishWeights(InputPosition position)
    {
        foreach (JsonNumber number in _waitingWeights)
        {
            TakeWeight(number, position);
        }

        if (_weights != _stacks.Count && !context.Diagnostics.IsCut(position.Input))
        {
            string problem = string.Create(
                CultureInfo.InvariantCulture, $"expected {_stacks.Count} weights, one for each stack, found {_weights}");
            context.Diagnostics.Warn("speedscope.lengths", position, problem);
        }
    }

    private void FinishEvents(InputPosition position)
    {
        foreach (SpeedscopeEvent item in _waitingEvents)
        {
            AddEvent(item);
        }

        long? end = _head.End is { } given && Lane().TryTime(given, position, out long time) ? time : null;
        _timeline?.Finish(end, position);
    }
}
