using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Refold.Formats.Shared;

namespace Refold.Formats.Nettrace;

/// <summary>Reads little-endian fields off the front of some bytes; a field that is not there is damage.</summary>
/// <param name="bytes">The bytes.</param>
/// <param name="offset">Where in the file they begin.</param>
internal ref struct NettraceCursor(ReadOnlySpan<byte> bytes, long offset)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _at;

    /// <summary>How many bytes are left.</summary>
    public readonly int Left => _bytes.Length - _at;

    /// <summary>True if there is nothing left.</summary>
    public readonly bool IsAtEnd => _at == _bytes.Length;

    /// <summary>How many bytes have been read.</summary>
    public readonly int At => _at;

    /// <summary>Where in the file the next byte is.</summary>
    public readonly long Offset => offset + _at;

    public byte ReadByte() => ReadBytes(1)[0];

    public ushort ReadUInt16() => BinaryPrimitives.ReadUInt16LittleEndian(ReadBytes(2));

    public int ReadInt32() => BinaryPrimitives.ReadInt32LittleEndian(ReadBytes(4));

    public long ReadInt64() => BinaryPrimitives.ReadInt64LittleEndian(ReadBytes(8));

    public double ReadDouble() => BinaryPrimitives.ReadDoubleLittleEndian(ReadBytes(8));

    public Guid ReadGuid() => new(ReadBytes(16));

    /// <summary>An address, or another number as wide as one.</summary>
    public ulong ReadPointer(int size) =>
        size == 4 ? (uint)ReadInt32() : (ulong)ReadInt64();

    public ulong ReadVarint() =>
        Varint.TryRead(_bytes, ref _at, out ulong value) ? value : throw Damage("a whole number of seven bits a byte");

    /// <summary>A number of at most 31 bits.</summary>
    public int ReadSmall() =>
        ReadVarint() is var value && value <= int.MaxValue ? (int)value : throw Damage("a number of 31 bits");

    public ReadOnlySpan<byte> ReadBytes(int length)
    {
        if ((uint)length > (uint)Left)
        {
            throw Damage($"{length} bytes");
        }

        ReadOnlySpan<byte> read = _bytes.Slice(_at, length);
        _at += length;
        return read;
    }

    /// <summary>UTF-16 up to a zero, or to the end, as writers leave it out behind the last text.</summary>
    public ReadOnlySpan<char> ReadUtf16()
    {
        ReadOnlySpan<char> all = MemoryMarshal.Cast<byte, char>(_bytes[_at..]);
        int end = all.IndexOf('\0');
        _at = end < 0 ? _bytes.Length : _at + ((end + 1) * 2);
        return end < 0 ? all : all[..end];
    }

    /// <summary>UTF-8 behind its length, a varint: how version 6 stores text in blocks.</summary>
    public ReadOnlySpan<byte> ReadUtf8() => ReadBytes(ReadSmall());

    /// <summary>UTF-8 behind its length, 16 bits: how <c>Universal.*</c> events store text.</summary>
    public ReadOnlySpan<byte> ReadShortUtf8() => ReadBytes(ReadUInt16());

    /// <summary>A cursor over the next bytes only, which this one skips.</summary>
    public NettraceCursor Take(int length)
    {
        long start = Offset;
        return new NettraceCursor(ReadBytes(length), start);
    }

    public readonly NettraceDamageException Damage(string expected) =>
        new(Offset, $"expected {expected}, found {(IsAtEnd ? "the end of the block" : $"{Left} bytes left in the block")}");
}
