namespace Refold.Cli.Collect;

/// <summary>
/// Events on their way from a process. Counts them in bytes; a process that dies ends them. Whether they are whole can
/// be told from the last bytes: tags for the end of an object and of the stream.
/// </summary>
internal sealed class EventStream(Stream events) : Stream
{
    // As it is written since .NET Core 3.0: the end of the last object, then nothing where the next would begin.
    private const byte EndOfObject = 6;
    private const byte NoObject = 1;

    private long _length;
    private byte _last;
    private byte _lastButOne;

    /// <summary>How many bytes have come; any thread may ask.</summary>
    public long BytesRead => Interlocked.Read(ref _length);

    /// <summary>True if the last bytes that came are those with which a recording ends.</summary>
    public bool IsWhole => _lastButOne == EndOfObject && _last == NoObject;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        int read;
        try
        {
            read = events.Read(buffer);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            return 0;
        }

        Remember(buffer[..read]);
        return read;
    }

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private void Remember(ReadOnlySpan<byte> bytes)
    {
        Interlocked.Add(ref _length, bytes.Length);
        if (bytes.Length > 0)
        {
            _lastButOne = bytes.Length > 1 ? bytes[^2] : _last;
            _last = bytes[^1];
        }
    }
}
