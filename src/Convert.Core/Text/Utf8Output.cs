using System.Buffers.Text;
using System.Globalization;

namespace Refold.Text;

/// <summary>
/// Text on its way into a stream: UTF-8 bytes and numbers, gathered in one buffer. The same text whatever the culture.
/// </summary>
/// <remarks>Whoever writes calls <see cref="Flush"/> at the end; the stream stays open.</remarks>
public sealed class Utf8Output
{
    private const int BufferSize = 64 * 1024;
    private const int MaxNumberLength = 32;

    private readonly Stream _stream;
    private readonly byte[] _buffer = new byte[BufferSize];
    private int _length;

    /// <summary>Text for <paramref name="stream"/>.</summary>
    public Utf8Output(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        _stream = stream;
    }

    /// <summary>Appends bytes as they are.</summary>
    /// <exception cref="IOException">The stream could not be written.</exception>
    public void Write(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > _buffer.Length - _length)
        {
            Flush();
            if (utf8.Length > _buffer.Length)
            {
                _stream.Write(utf8);
                return;
            }
        }

        utf8.CopyTo(_buffer.AsSpan(_length));
        _length += utf8.Length;
    }

    /// <summary>Appends one byte.</summary>
    /// <exception cref="IOException">The stream could not be written.</exception>
    public void Write(byte ascii) => Write([ascii]);

    /// <summary>Appends a whole number in decimal digits.</summary>
    /// <exception cref="IOException">The stream could not be written.</exception>
    public void Write(long number)
    {
        MakeRoom(MaxNumberLength);
        _ = Utf8Formatter.TryFormat(number, _buffer.AsSpan(_length), out int written);
        _length += written;
    }

    /// <summary>Appends a whole number in decimal digits.</summary>
    /// <exception cref="IOException">The stream could not be written.</exception>
    public void Write(ulong number)
    {
        MakeRoom(MaxNumberLength);
        _ = Utf8Formatter.TryFormat(number, _buffer.AsSpan(_length), out int written);
        _length += written;
    }

    /// <summary>Appends a number as lower-case hexadecimal digits, without <c>0x</c> and without leading zeros.</summary>
    /// <exception cref="IOException">The stream could not be written.</exception>
    public void WriteHex(ulong number)
    {
        MakeRoom(MaxNumberLength);
        _ = number.TryFormat(_buffer.AsSpan(_length), out int written, "x", CultureInfo.InvariantCulture);
        _length += written;
    }

    /// <summary>Hands what is buffered to the stream.</summary>
    /// <exception cref="IOException">The stream could not be written.</exception>
    public void Flush()
    {
        _stream.Write(_buffer, 0, _length);
        _length = 0;
    }

    private void MakeRoom(int bytes)
    {
        if (bytes > _buffer.Length - _length)
        {
            Flush();
        }
    }
}
