using System.Buffers.Text;
using System.Globalization;

namespace Refold.Text;

/// <summary>Writes UTF-8 text and numbers to a stream through a buffer; the culture has no influence.</summary>
/// <remarks>
/// The caller calls <see cref="Flush"/> at the end. The stream stays open.
/// <code>
/// output.Write("cycles: "u8);
/// output.Write(250000);
/// output.Write((byte)'\n');
/// output.Flush();
/// </code>
/// </remarks>
public sealed class Utf8Output
{
    private const int BufferSize = 64 * 1024;
    private const int MaxNumberLength = 32;

    private readonly Stream _stream;
    private readonly byte[] _buffer = new byte[BufferSize];
    private int _length;

    /// <summary>Creates a buffer in front of a stream.</summary>
    public Utf8Output(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        _stream = stream;
    }

    /// <summary>Appends bytes as they are.</summary>
    /// <exception cref="IOException">The stream cannot be written.</exception>
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
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public void Write(byte ascii) => Write([ascii]);

    /// <summary>Appends a whole number in decimal digits.</summary>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public void Write(long number)
    {
        MakeRoom(MaxNumberLength);
        _ = Utf8Formatter.TryFormat(number, _buffer.AsSpan(_length), out int written);
        _length += written;
    }

    /// <summary>Appends a whole number in decimal digits.</summary>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public void Write(ulong number)
    {
        MakeRoom(MaxNumberLength);
        _ = Utf8Formatter.TryFormat(number, _buffer.AsSpan(_length), out int written);
        _length += written;
    }

    /// <summary>Appends a number in lower-case hexadecimal digits, without <c>0x</c> and leading zeros.</summary>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public void WriteHex(ulong number)
    {
        MakeRoom(MaxNumberLength);
        _ = number.TryFormat(_buffer.AsSpan(_length), out int written, "x", CultureInfo.InvariantCulture);
        _length += written;
    }

    /// <summary>Writes the buffered bytes to the stream.</summary>
    /// <exception cref="IOException">The stream cannot be written.</exception>
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
