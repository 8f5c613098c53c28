namespace Refold.Formats.Csv;

/// <summary>A stream that passes an input to the parser and records how the input ends.</summary>
internal sealed class CsvInputStream(Stream input) : ReadOnlyStream
{
    private long _lineEnds;
    private long _quotes;
    private byte _last = (byte)'\n';
    private bool _hasEnded;

    /// <summary>Whether the input has ended without a line end.</summary>
    public bool LacksLineEnd => _hasEnded && _last is not ((byte)'\n' or (byte)'\r');

    /// <summary>Whether the input has ended inside quotes.</summary>
    public bool EndsInQuotes => _hasEnded && _quotes % 2 != 0;

    /// <summary>Whether a row is the last one, and the input lacks its line end.</summary>
    /// <param name="line">The number of the row's first line, from 1.</param>
    public bool IsOpen(long line) => LacksLineEnd && line > _lineEnds;

    public override int Read(Span<byte> buffer)
    {
        int read = input.Read(buffer);
        ReadOnlySpan<byte> bytes = buffer[..read];
        _lineEnds += bytes.Count((byte)'\n');
        _quotes += bytes.Count((byte)'"');
        _last = read > 0 ? bytes[^1] : _last;
        _hasEnded |= read == 0 && !buffer.IsEmpty;
        return read;
    }
}
