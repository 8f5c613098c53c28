using System.Text.Json;

namespace Refold.Formats.Speedscope;

/// <summary>Reads the tokens of a JSON text through one window that slides over the stream.</summary>
/// <remarks>
/// <code>
/// …"weights":[ │ 1, 2, 3, 4 │ …          Rest begins after the token [
///             ↑ token                    Skip("1, 2, ".Length): the array now begins at 3
/// </code>
/// Hot loops parse <see cref="Rest"/> themselves and <see cref="Skip(int)"/> complete items of an array with the commas
/// after them: to the JSON reader, the array then begins later.
/// </remarks>
internal ref struct JsonTokens
{
    private const int InitialSize = 64 * 1024;
    private const int ShownBytes = 20;

    private readonly ByteWindow _window;
    private readonly string _input;
    private readonly ConversionContext _context;
    private Utf8JsonReader _reader;
    private bool _isAtEnd;

    /// <summary>Creates a reader of an input, whose stream stays open.</summary>
    public JsonTokens(ProfileInput input, ConversionContext context)
    {
        _window = new ByteWindow(input.Stream, InitialSize);
        _input = input.Name;
        _context = context;
        Restart(new JsonReaderState(new JsonReaderOptions { AllowTrailingCommas = true }));
        while (_window.Length < 3 && TryFill())
        {
        }

        if (_window.Bytes is [0xef, 0xbb, 0xbf, ..])
        {
            Skip(3);
        }
    }

    /// <summary>The kind of the current token.</summary>
    public readonly JsonTokenType Type => _reader.TokenType;

    /// <summary>The bytes of a number, or of a string between its quotes, with its escapes.</summary>
    public readonly ReadOnlySpan<byte> Value => _reader.ValueSpan;

    /// <summary>Whether <see cref="Value"/> has escapes.</summary>
    public readonly bool IsEscaped => _reader.ValueIsEscaped;

    /// <summary>The position at which the token begins.</summary>
    public readonly InputPosition Position => new(_input, Offset: _window.Offset + _reader.TokenStartIndex);

    /// <summary>The position of a byte of <see cref="Rest"/>.</summary>
    public readonly InputPosition PositionOf(int offset) =>
        new(_input, Offset: _window.Offset + _reader.BytesConsumed + offset);

    /// <summary>The bytes of the window after the token.</summary>
    public readonly ReadOnlySpan<byte> Rest => _window.Bytes[(int)_reader.BytesConsumed..];

    /// <summary>Whether the input ended before the outermost object.</summary>
    public readonly bool IsTruncated => _isAtEnd && !(_reader.CurrentDepth == 0 && Type == JsonTokenType.EndObject);

    /// <summary>Moves to the next token; false at the end of the input, even within an object.</summary>
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

    /// <summary>Moves to the name of the next property of an object; false after the last.</summary>
    public bool NextProperty() => Next() && Type == JsonTokenType.PropertyName;

    /// <summary>Moves to the next item of an array; false after the last.</summary>
    public bool NextItem() => Next() && Type != JsonTokenType.EndArray;

    /// <summary>Whether the token is a string or name equal to a text.</summary>
    public readonly bool Is(ReadOnlySpan<byte> utf8) =>
        IsEscaped ? JsonText.Unescape(Value).AsSpan().SequenceEqual(utf8) : Value.SequenceEqual(utf8);

    /// <summary>Moves to the end of the value that begins with the token.</summary>
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

    /// <summary>Moves to the value of a property; skips it and returns false if it has another kind.</summary>
    public bool NextValue(JsonTokenType expected)
    {
        bool isExpected = Next() && Type == expected;
        if (!isExpected)
        {
            SkipValue();
        }

        return isExpected;
    }

    /// <summary>Removes bytes from the start of <see cref="Rest"/>.</summary>
    public void Skip(int bytes)
    {
        _window.Skip((int)_reader.BytesConsumed + bytes);
        Restart(_reader.CurrentState);
    }

    /// <summary>Reads from the stream, so that <see cref="Rest"/> grows; false at the end of the stream.</summary>
    /// <exception cref="ProfileFormatException">An item is larger than the limits allow.</exception>
    public bool TryFill()
    {
        if (_window.HasEnded)
        {
            return false;
        }

        _context.Cancellation.ThrowIfCancellationRequested();
        _window.Skip((int)_reader.BytesConsumed);
        if (_window.IsFull && _window.Length > _context.Limits.ItemBytes)
        {
            throw new ProfileFormatException(
                new InputPosition(_input, Offset: _window.Offset),
                $"expected at most {_context.Limits.ItemBytes} bytes in a text, found more");
        }

        bool isFilled = _window.Fill();
        Restart(_reader.CurrentState);
        return isFilled;
    }

    /// <summary>Creates an error at the token: <c>expected X, found Y</c>.</summary>
    public readonly ProfileFormatException Unexpected(string expected)
    {
        ReadOnlySpan<byte> text = _window.Bytes[(int)_reader.TokenStartIndex..];
        return new ProfileFormatException(
            Position, $"expected {expected}, found {MessageText.Quote(text[..Math.Min(text.Length, ShownBytes)])}");
    }

    private readonly ProfileFormatException NotJson(JsonException inner)
    {
        ReadOnlySpan<byte> rest = Rest;
        int blanks = rest.IndexOfAnyExcept(" \t\r\n"u8);
        rest = rest[Math.Max(blanks, 0)..];
        var position = new InputPosition(_input, Offset: _window.Offset + _window.Length - rest.Length);
        return new ProfileFormatException(
            position, $"expected JSON, found {MessageText.Quote(rest[..Math.Min(rest.Length, ShownBytes)])}", inner);
    }

    // No block is the final one, so that the reader does not throw at the end of a truncated text.
    private void Restart(JsonReaderState state) =>
        _reader = new Utf8JsonReader(_window.Bytes, isFinalBlock: false, state);
}
