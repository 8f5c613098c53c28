using System.Buffers.Binary;

namespace Refold.Formats.Etlx;

/// <summary>Reads little-endian numbers of an etlx file and skips bytes, never past the end of the file.</summary>
/// <param name="file">The file; must be seekable. The caller closes it.</param>
/// <param name="name">The name of the input, for messages.</param>
internal sealed class EtlxCursor(FileStream file, string name)
{
    private const int BufferLength = 64 * 1024;

    // An intact file is read once, except for the regions between two stream labels, which may be read a second time.
    private const int MaxReadsPerByte = 4;

    private readonly byte[] _buffer = new byte[BufferLength];
    private readonly long _length = file.Length;
    private long _budget = (MaxReadsPerByte * file.Length) + BufferLength;
    private long _start;
    private int _filled;
    private int _at;

    /// <summary>The offset of the next byte in the file.</summary>
    public long Position => _start + _at;

    /// <summary>The length of the file in bytes.</summary>
    public long Length => _length;

    /// <summary>Creates the exception for a problem at an offset.</summary>
    public ProfileFormatException Error(long offset, string problem) =>
        new(new InputPosition(name, Offset: offset), problem);

    /// <summary>Reads a byte.</summary>
    /// <exception cref="ProfileFormatException">The file ends.</exception>
    public byte ReadByte()
    {
        Require(sizeof(byte));
        return _buffer[_at++];
    }

    /// <summary>Reads four bytes, little-endian.</summary>
    /// <exception cref="ProfileFormatException">The file ends.</exception>
    public int ReadInt32()
    {
        Require(sizeof(int));
        _at += sizeof(int);
        return BinaryPrimitives.ReadInt32LittleEndian(_buffer.AsSpan(_at - sizeof(int)));
    }

    /// <summary>Reads eight bytes, little-endian.</summary>
    /// <exception cref="ProfileFormatException">The file ends.</exception>
    public long ReadInt64()
    {
        Require(sizeof(long));
        _at += sizeof(long);
        return BinaryPrimitives.ReadInt64LittleEndian(_buffer.AsSpan(_at - sizeof(long)));
    }

    /// <summary>Reads the number of elements that follow.</summary>
    /// <param name="elementLength">The length of the shortest element in bytes.</param>
    /// <exception cref="ProfileFormatException">The rest of the file is too short for that many.</exception>
    public int ReadCount(int elementLength)
    {
        long offset = Position;
        int count = ReadInt32();
        long fitting = (_length - Position) / elementLength;
        return count >= 0 && count <= fitting
            ? count
            : throw Error(
                offset, $"expected up to {fitting} elements, for which the file is long enough, found {count}");
    }

    /// <summary>Skips bytes without reading them.</summary>
    /// <exception cref="ProfileFormatException">The count is negative, or the file ends earlier.</exception>
    public void Skip(long count)
    {
        if (count < 0 || count > _length - Position)
        {
            throw Error(Position, $"expected {count} bytes, found {_length - Position} before the end of the file");
        }

        Charge(count);
        if (count <= _filled - _at)
        {
            _at += (int)count;
        }
        else
        {
            GoTo(Position + count);
        }
    }

    /// <summary>Moves to an offset.</summary>
    /// <exception cref="ProfileFormatException">The offset is negative or after the end of the file.</exception>
    public void GoTo(long offset)
    {
        if (offset < 0 || offset > _length)
        {
            throw Error(Position, $"expected an offset of at most {_length}, the length of the file, found {offset}");
        }

        (_start, _filled, _at) = (offset, 0, 0);
    }

    // Bounds the time for files whose offsets form a cycle.
    private void Charge(long count)
    {
        _budget -= count;
        if (_budget < 0)
        {
            throw Error(Position, "expected each object once, found offsets that lead back to the same ones");
        }
    }

    private void Require(int count)
    {
        Charge(count);
        if (count > _filled - _at)
        {
            Fill(count);
        }
    }

    private void Fill(int count)
    {
        GoTo(Position);
        file.Position = _start;
        _filled = file.ReadAtLeast(_buffer, count, throwOnEndOfStream: false);
        if (_filled < count)
        {
            throw Error(Position, $"expected {count} more bytes, found the end of the file");
        }
    }
}
