namespace Refold.Formats;

/// <summary>The bytes of a stream that are in memory, as one window that slides over the stream.</summary>
/// <remarks>
/// <code>
///     buffer: [ used │ Bytes: read from the stream, not yet skipped ………… │ free ]
///               ^ 0    ^ Offset in the stream                             ^ Fill appends here
/// </code>
/// Filling moves <see cref="Bytes"/> to the front of the buffer. The buffer doubles only when it is full of bytes that
/// arrived: so a length that a file claims costs no memory, and the window is at most twice the largest item.
/// </remarks>
/// <param name="stream">The stream, which stays open.</param>
/// <param name="size">The length of the buffer at first.</param>
/// <param name="offset">The offset of the first byte of the stream, for messages.</param>
internal sealed class ByteWindow(Stream stream, int size, long offset = 0)
{
    private byte[] _buffer = GC.AllocateUninitializedArray<byte>(size);
    private int _start;
    private int _end;
    private long _bufferOffset = offset;

    /// <summary>The bytes in memory. Valid until the next <see cref="Fill"/>.</summary>
    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(_start, _end - _start);

    /// <summary>The number of bytes in memory.</summary>
    public int Length => _end - _start;

    /// <summary>The offset of <see cref="Bytes"/> in the stream.</summary>
    public long Offset => _bufferOffset + _start;

    /// <summary>Whether nothing can be added to <see cref="Bytes"/> without a longer buffer.</summary>
    public bool IsFull => Length == _buffer.Length;

    /// <summary>Whether a read met the end of the stream.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Removes the first bytes of <see cref="Bytes"/>.</summary>
    public void Skip(int count) => _start += count;

    /// <summary>Reads once and adds what arrives to <see cref="Bytes"/>; false at the end of the stream.</summary>
    /// <exception cref="IOException">The stream could not be read.</exception>
    public bool Fill()
    {
        if (HasEnded)
        {
            return false;
        }

        MakeRoom();
        int read = stream.Read(_buffer.AsSpan(_end));
        _end += read;
        HasEnded = read == 0;
        return read > 0;
    }

    /// <summary>Reads until there are as many bytes; false if the stream ends first.</summary>
    /// <exception cref="IOException">The stream could not be read.</exception>
    public bool TryFill(int length)
    {
        while (Length < length && Fill())
        {
        }

        return Length >= length;
    }

    private void MakeRoom()
    {
        if (_start > 0)
        {
            Bytes.CopyTo(_buffer);
            _bufferOffset += _start;
            (_start, _end) = (0, Length);
        }

        if (IsFull)
        {
            Array.Resize(ref _buffer, (int)Math.Min(_buffer.Length * 2L, Array.MaxLength));
        }
    }
}
