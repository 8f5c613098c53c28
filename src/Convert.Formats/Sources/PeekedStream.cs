namespace Refold.Formats.Sources;

/// <summary>A stream with look-ahead, whose bytes can be read one by one at no great cost.</summary>
internal sealed class PeekedStream(Stream stream) : ReadOnlyStream
{
    private readonly ByteWindow _window = new(stream, 64 * 1024);

    /// <summary>Whether a read has met the end of the stream.</summary>
    public bool HasEnded => _window.HasEnded;

    /// <summary>Whether the next bytes are these. Consumes nothing.</summary>
    public bool StartsWith(ReadOnlySpan<byte> bytes) =>
        _window.TryFill(bytes.Length) && _window.Bytes.StartsWith(bytes);

    public override int ReadByte()
    {
        if (!_window.TryFill(1))
        {
            return -1;
        }

        byte next = _window.Bytes[0];
        _window.Skip(1);
        return next;
    }

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty || !_window.TryFill(1))
        {
            return 0;
        }

        int length = Math.Min(buffer.Length, _window.Length);
        _window.Bytes[..length].CopyTo(buffer);
        _window.Skip(length);
        return length;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            stream.Dispose();
        }

        base.Dispose(disposing);
    }
}
