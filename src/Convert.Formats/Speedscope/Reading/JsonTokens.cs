using System.Text.Json;

namespace Refold.Formats.Speedscope;

/// <summary>The tokens of a JSON text, read through one window that slides over the stream.</summary>
/// <remarks>
/// Hot loops may look at what is in the window (<see cref="Rest"/>) and <see cref="Skip(int)"/> whole items of an array
/// with the commas behind them: for the JSON reader the array then begins later.
/// </remarks>
internal ref struct JsonTokens
{
    private const int InitialSize = 64 * 1024;
    private const int ShownBytes = 20;

    private readonly Stream _stream;
    private readonly string _input;
    private readonly ConversionContext _context;
    private Utf8JsonReader _reader;
    private byte[] _buffer = new byte[InitialSize];
    private int _start;
    private int _end;
    private long _passed;
    private bool _streamEnded;
    private bool _isAtEnd;

    /// <summary>The tokens of an input, whose stream stays open.</summary>
    public JsonTokens(ProfileInput input, ConversionContext context)
    {
        _stream = input.Stream;
        _input = input.Name;
        _context = context;
        Restart(new JsonReaderState(new JsonReaderOptions { AllowTrailingCommas = true }));
        while (_end < 3 && TryFill())
        {
        }

        if (_buffer.AsSpan(0, _end) is [0xef, 0xbb, 0xbf, ..])
        {
            Skip(3);
        }
    }

    /// <summary>The kind of the token.</summary>
    public readonly JsonTokenType Type => _reader.TokenType;

    /// <summary>The bytes of a number, or of a text between its quotes, as they stand.</summary>
    public readonly ReadOnlySpan<byte> Value => _reader.ValueSpan;

    /// <summary>True if <see cref="Value"/> has escapes.</summary>
    public readonly bool IsEscaped => _reader.ValueIsEscaped;

    /// <summary>Where the token begins.</summary>
    public readonly InputPosition Position => new(_input, Offset: _passed + _start + _reader.TokenStartIndex);

    /// <summary>The place of a byte of <see cref="Rest"/>.</summary>
    public readonly InputPosition PositionOf(int offset) =>
        new(_input, Offset: _passed + _start + _reader.BytesConsumed + offset);

    /// <summary>What is in the window behind the token.</summary>
    public readonly ReadOnlySpan<byte> Rest => _buffer.AsSpan((_start + (int)_reader.BytesConsumed).._end);

    /// <summary>True once <see cref="Next"/> met the end of the text before that of its object.</summary>
    public readonly bool IsCut => _isAtEnd && !(_reader.CurrentDepth == 0 && Type == JsonTokenType.EndObject);

    /// <summary>Goes on to the next token; false at the end of the input, wherever that is.</summary>
    /// <exception cref="ProfileFormatException">The text is not JSON.</exception>
    public bool Next()
    {
        do
        {
            try
            {
                if (_reader.Read())
                {
                    return true;
                }
            }
            catch (JsonException e)
            {
                throw NotJson(e);
            }
        }
        while (TryFill());

        _isAtEnd = true;
        return false;
    }

    /// <summary>Goes on to the name of the next property of an object; false behind the last.</summary>
    public bool NextProperty() => Next() && Type == JsonTokenType.PropertyName;

    /// <summary>Goes on to the next item of an array; false behind the last.</summary>
    public bool NextItem() => Next() && Type != JsonTokenType.EndArray;

    /// <summary>True if the token is this text.</summary>
    public readonly bool Is(ReadOnlySpan<byte> utf8) =>
        IsEscaped ? JsonText.Unescape(Value).AsSpan().SequenceEqual(utf8) : Value.SequenceEqual(utf8);

    /// <summary>Goes on behind the value that the token begins.</summary>
    public void SkipValue()
    {
        int depth = Type is JsonTokenType.StartArray or JsonTokenType.StartObject ? 1 : 0;
        while (depth > 0 && Next())
        {
            depth += Type switch
            {
                JsonTokenType.StartArray or JsonTokenType.StartObject => 1,
                JsonTokenType.EndArray or JsonTokenType.EndObject => -1,
                _ => 0,
            };
        }
    }

    /// <summary>Goes on to the value of a property; true if it begins like this, else it is skipped.</summary>
    public bool NextValue(JsonTokenType wanted)
    {
        bool isWanted = Next() && Type == wanted;
        if (!isWanted)
        {
            SkipValue();
        }

        return isWanted;
    }

    /// <summary>Uses up bytes of <see cref="Rest"/>.</summary>
    public void Skip(int bytes)
    {
        _start += (int)_reader.BytesConsumed + bytes;
        Restart(_reader.CurrentState);
    }

    /// <summary>Reads on, so that <see cref="Rest"/> grows at its end; false at the end of the stream.</summary>
    /// <exception cref="ProfileFormatException">An item is larger than the limits allow.</exception>
    public bool TryFill()
    {
        if (_streamEnded)
        {
            return false;
        }

        _context.Cancellation.ThrowIfCancellationRequested();
        MakeRoom();
        int read = _stream.Read(_buffer.AsSpan(_end));
        _end += read;
        _streamEnded = read == 0;
        Restart(_reader.CurrentState);
        return !_streamEnded;
    }

    /// <summary>An error at the token: <c>expected X, found Y</c>.</summary>
    public readonly ProfileFormatException Unexpected(string expected)
    {
        ReadOnlySpan<byte> text = _buffer.AsSpan((_start + (int)_reader.TokenStartIndex).._end);
        return new ProfileFormatException(
            Position, $"expected {expected}, found {MessageText.Quote(text[..Math.Min(text.Length, ShownBytes)])}");
    }

    private readonly ProfileFormatException NotJson(JsonException inner)
    {
        ReadOnlySpan<byte> rest = Rest;
        int blanks = rest.IndexOfAnyExcept(" \t\r\n"u8);
        rest = rest[Math.Max(blanks, 0)..];
        var position = new InputPosition(_input, Offset: _passed + _end - rest.Length);
        return new ProfileFormatException(
            position, $"expected JSON, found {MessageText.Quote(rest[..Math.Min(rest.Length, ShownBytes)])}", inner);
    }

    private void MakeRoom()
    {
        int used = _start + (int)_reader.BytesConsumed;
        int left = _end - used;
        if (left == _buffer.Length && left > _context.Limits.ItemBytes)
        {
            throw new ProfileFormatException(
                new InputPosition(_input, Offset: _passed + used),
                $"expected at most {_context.Limits.ItemBytes} bytes in a text, found more");
        }

        byte[] target = left > _buffer.Length / 2 ? new byte[_buffer.Length * 2] : _buffer;
        _buffer.AsSpan(used, left).CopyTo(target);
        JsonReaderState state = _reader.CurrentState;
        _buffer = target;
        _passed += used;
        (_start, _end) = (0, left);
        Restart(state);
    }

    // Never the final block: so a cut text ends like a whole one, and what was read of it can be kept.
    private void Restart(JsonReaderState state) =>
        _reader = new Utf8JsonReader(_buffer.AsSpan(_start.._end), isFinalBlock: false, state);
}
