using Refold.Formats.Packing;

namespace Refold.Formats.Sources;

/// <summary>A stream whose next bytes can be looked at, and whose bytes can be read one by one at no great cost.</summary>
internal sealed class PeekedStream(Stream stream) : ForwardStream
{
    private readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(64 * 1024);
    private int _start;
    private int _end;

    /// <summary>Whether a read has met the end of the stream.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>True if the bytes that come next are these.</summary>
    public bool ComesNext(ReadOnlySpan<byte> bytes)
    {
        if (_end - _start < bytes.Length)
        {
            _buffer.AsSpan(_start.._end).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
            _end += stream.ReadAtLeast(_buffer.AsSpan(_end), bytes.Length - _end, throwOnEndOfStream: false);
        }

        return _buffer.AsSpan(_start.._end).StartsWith(bytes);
    }

    public override int ReadByte()
    {
        if (_start == _end)
        {
            (_start, _end) = (0, stream.Read(_buffer));
            HasEnded |= _end == 0;
        }

        return _start < _end ? _buffer[_start++] : -1;
    }

    public override int Read(Span<byte> buffer)
    {
        if (_start == _end)
        {
            int read = stream.Read(buffer);
            HasEnded |= read == 0 && !buffer.IsEmpty;
            return read;
        }

        int length = Math.Min(buffer.Length, _end - _start);
        _buffer.AsSpan(_start, length).CopyTo(buffer);
        _start += length;
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
