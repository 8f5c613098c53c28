namespace Refold.Formats.Packing;

/// <summary>
/// The packed bytes as a decoder of System.IO.Compression gets them, so that damage loses as little as possible and is
/// noticed at all.
/// </summary>
/// <remarks>
/// Three things these decoders do not tell are found out here. Where they fail, they drop what the same call had
/// unpacked: so they get little at a time, and the checksum, the last eight bytes, on its own. They take the end of the
/// input for the end of the data: so behind the input stands one byte more, which no member begins with; a decoder
/// whose data is complete stops at it, any other wants more or fails. And they do not say whether they left bytes
/// over: if that byte was never asked for, they did.
/// </remarks>
internal sealed class PackedSource(Stream packed) : ForwardStream
{
    private const int BlockSize = 2048;
    private const int ChecksumSize = 8;
    private const byte Beyond = 0xff;

    private readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(64 * 1024);
    private int _start;
    private int _end;
    private bool _inputEnded;

    /// <summary>How often the decoder asked for more than there is.</summary>
    public int AsksBeyondEnd { get; private set; }

    /// <summary>The last byte read so far; 0 before the first.</summary>
    public byte LastByte { get; private set; }

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
        {
            return 0;
        }

        Fill();
        int left = _end - _start;
        if (left == 0)
        {
            buffer[0] = Beyond;
            return AsksBeyondEnd++ == 0 ? 1 : 0;
        }

        int length = Math.Min(Math.Min(buffer.Length, BlockSize), left > ChecksumSize ? left - ChecksumSize : left);
        _buffer.AsSpan(_start, length).CopyTo(buffer);
        _start += length;
        return length;
    }

    /// <summary>Reads the input to its end, for <see cref="LastByte"/>.</summary>
    public void Drain()
    {
        while (!_inputEnded)
        {
            _start = _end;
            Fill();
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            packed.Dispose();
        }

        base.Dispose(disposing);
    }

    // The last eight bytes stay until it is known that they are the last.
    private void Fill()
    {
        while (!_inputEnded && _end - _start <= ChecksumSize)
        {
            _buffer.AsSpan(_start.._end).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
            int read = packed.Read(_buffer.AsSpan(_end));
            _end += read;
            _inputEnded = read == 0;
            LastByte = _end > 0 ? _buffer[_end - 1] : LastByte;
        }
    }
}
