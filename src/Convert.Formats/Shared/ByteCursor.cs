using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Refold.Formats.Shared;

/// <summary>Reads numbers and spans from the front of some bytes, never beyond their end.</summary>
/// <remarks>
/// Integers are little-endian. Where the bytes end first, or a varint is too long, a method returns false and the
/// position stays: formats add what that means to them, an error or a warning.
/// <code>
///     02 00 00 00 │ 96 01 │ 03 61 62 63        TryReadInt32: 2, TryReadVarint: 150, TryReadPrefixed: "abc"
/// </code>
/// </remarks>
/// <param name="bytes">The bytes.</param>
/// <param name="position">The position of the first byte to read.</param>
internal ref struct ByteCursor(ReadOnlySpan<byte> bytes, int position = 0)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>The position of the next byte.</summary>
    public int Position { get; private set; } = position;

    /// <summary>The number of bytes left.</summary>
    public readonly int Remaining => _bytes.Length - Position;

    /// <summary>Whether no bytes are left.</summary>
    public readonly bool IsAtEnd => Position >= _bytes.Length;

    /// <summary>The bytes that are left.</summary>
    public readonly ReadOnlySpan<byte> Rest => _bytes[Position..];

    /// <summary>The next byte; 0 if there is none.</summary>
    public readonly byte Next => (uint)Position < (uint)_bytes.Length ? _bytes[Position] : (byte)0;

    /// <summary>Reads one byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReadByte(out byte value)
    {
        int at = Position;
        bool isThere = (uint)at < (uint)_bytes.Length;
        value = isThere ? _bytes[at] : (byte)0;
        Position = isThere ? at + 1 : at;
        return isThere;
    }

    /// <summary>Reads two bytes.</summary>
    public bool TryReadUInt16(out ushort value) =>
        BinaryPrimitives.TryReadUInt16LittleEndian(Rest, out value) && TrySkip(sizeof(ushort));

    /// <summary>Reads four bytes.</summary>
    public bool TryReadInt32(out int value) =>
        BinaryPrimitives.TryReadInt32LittleEndian(Rest, out value) && TrySkip(sizeof(int));

    /// <summary>Reads eight bytes.</summary>
    public bool TryReadInt64(out long value) =>
        BinaryPrimitives.TryReadInt64LittleEndian(Rest, out value) && TrySkip(sizeof(long));

    /// <summary>Reads a <see cref="Varint"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReadVarint(out ulong value)
    {
        // A local copy, since a field whose address escapes would keep the whole cursor out of registers.
        int at = Position;
        bool isRead = Varint.TryRead(_bytes, ref at, out value);
        Position = at;
        return isRead;
    }

    /// <summary>Skips varints.</summary>
    public bool TrySkipVarints(int count)
    {
        int at = Position;
        for (int i = 0; i < count; i++)
        {
            if (!Varint.TryRead(_bytes, ref at, out _))
            {
                return false;
            }
        }

        Position = at;
        return true;
    }

    /// <summary>Reads bytes of a length that the file claims.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReadBytes(ulong length, out ReadOnlySpan<byte> read)
    {
        if (length > (ulong)Remaining)
        {
            read = default;
            return false;
        }

        read = _bytes.Slice(Position, (int)length);
        Position += (int)length;
        return true;
    }

    /// <summary>Reads bytes that follow their length, a varint.</summary>
    public bool TryReadPrefixed(out ReadOnlySpan<byte> read)
    {
        int start = Position;
        if (TryReadVarint(out ulong length) && TryReadBytes(length, out read))
        {
            return true;
        }

        read = default;
        Position = start;
        return false;
    }

    /// <summary>Skips bytes of a length that the file claims.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TrySkip(ulong length)
    {
        bool isThere = length <= (ulong)Remaining;
        Position += isThere ? (int)length : 0;
        return isThere;
    }
}
