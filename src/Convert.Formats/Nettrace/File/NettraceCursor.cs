using System.Runtime.InteropServices;
using Refold.Formats.Shared;

namespace Refold.Formats.Nettrace;

/// <summary>Reads little-endian fields from the front of a block or payload; a missing field is damage.</summary>
/// <param name="bytes">The bytes.</param>
/// <param name="offset">The offset of the bytes in the file.</param>
internal ref struct NettraceCursor(ReadOnlySpan<byte> bytes, long offset)
{
    private ByteCursor _cursor = new(bytes);

    /// <summary>The number of bytes left.</summary>
    public readonly int Remaining => _cursor.Remaining;

    /// <summary>Whether no bytes are left.</summary>
    public readonly bool IsAtEnd => _cursor.IsAtEnd;

    /// <summary>The number of bytes read.</summary>
    public readonly int Position => _cursor.Position;

    /// <summary>The offset of the next byte in the file.</summary>
    public readonly long Offset => offset + _cursor.Position;

    public byte ReadByte() => _cursor.TryReadByte(out byte value) ? value : throw Missing(sizeof(byte));

    public ushort ReadUInt16() => _cursor.TryReadUInt16(out ushort value) ? value : throw Missing(sizeof(ushort));

    public int ReadInt32() => _cursor.TryReadInt32(out int value) ? value : throw Missing(sizeof(int));

    public long ReadInt64() => _cursor.TryReadInt64(out long value) ? value : throw Missing(sizeof(long));

    public double ReadDouble() => BitConverter.Int64BitsToDouble(ReadInt64());

    public Guid ReadGuid() => new(ReadBytes(16));

    /// <summary>Reads an address, or another number of the same width.</summary>
    public ulong ReadPointer(int size) =>
        size == 4 ? (uint)ReadInt32() : (ulong)ReadInt64();

    public ulong ReadVarint() =>
        _cursor.TryReadVarint(out ulong value) ? value : throw Damage("a varint");

    /// <summary>Reads a varint of at most 31 bits.</summary>
    public int ReadSmall() =>
        ReadVarint() is var value && value <= int.MaxValue ? (int)value : throw Damage("a varint of at most 31 bits");

    public ReadOnlySpan<byte> ReadBytes(int length) =>
        length >= 0 && _cursor.TryReadBytes((ulong)length, out ReadOnlySpan<byte> read) ? read : throw Missing(length);

    /// <summary>Reads UTF-16 up to a zero, or to the end, since writers omit the zero after the last text.</summary>
    public ReadOnlySpan<char> ReadUtf16()
    {
        ReadOnlySpan<char> all = MemoryMarshal.Cast<byte, char>(_cursor.Rest);
        int end = all.IndexOf('\0');
        _cursor.TrySkip(end < 0 ? (ulong)Remaining : ((ulong)end + 1) * sizeof(char));
        return end < 0 ? all : all[..end];
    }

    /// <summary>Reads UTF-8 that follows its length, a varint: text in blocks of version 6.</summary>
    public ReadOnlySpan<byte> ReadUtf8() => ReadBytes(ReadSmall());

    /// <summary>Reads UTF-8 that follows its length, 16 bits: text in <c>Universal.*</c> events.</summary>
    public ReadOnlySpan<byte> ReadShortUtf8() => ReadBytes(ReadUInt16());

    /// <summary>Returns a cursor over the next bytes only, which this one skips.</summary>
    public NettraceCursor Take(int length)
    {
        long start = Offset;
        return new NettraceCursor(ReadBytes(length), start);
    }

    /// <summary>Creates the exception for a missing or invalid field.</summary>
    public readonly NettraceDamageException Damage(string expected)
    {
        string found = IsAtEnd ? "the end of the block" : $"{Remaining} bytes left in the block";
        return new NettraceDamageException(Offset, $"expected {expected}, found {found}");
    }

    private readonly NettraceDamageException Missing(int length) => Damage($"{length} bytes");
}
