using System.Buffers.Binary;
using System.Text;
using Refold.Formats.Shared;

namespace Refold.Formats.Tests.Nettrace;

/// <summary>Bytes as traces have them, one field after the other.</summary>
internal sealed class NettraceBytes
{
    private readonly List<byte> _bytes = [];

    /// <summary>How many there are.</summary>
    public int Length => _bytes.Count;

    /// <summary>All of them.</summary>
    public byte[] ToArray() => [.. _bytes];

    public NettraceBytes Raw(params ReadOnlySpan<byte> bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    public NettraceBytes Byte(int value) => Raw((byte)value);

    public NettraceBytes Short(int value)
    {
        Span<byte> bytes = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)value);
        return Raw(bytes);
    }

    public NettraceBytes Int(int value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return Raw(bytes);
    }

    public NettraceBytes Long(long value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return Raw(bytes);
    }

    public NettraceBytes Double(double value) => Long(BitConverter.DoubleToInt64Bits(value));

    public NettraceBytes Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            Byte((int)(value & 0x7F) | 0x80);
        }

        return Byte((int)value);
    }

    /// <summary>UTF-8 behind its length as a varint.</summary>
    public NettraceBytes Utf8(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        return Varint((ulong)bytes.Length).Raw(bytes);
    }

    /// <summary>UTF-8 behind its length of 16 bits.</summary>
    public NettraceBytes ShortUtf8(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        return Short(bytes.Length).Raw(bytes);
    }

    /// <summary>UTF-16 before a zero.</summary>
    public NettraceBytes Utf16(string text) => Raw(Encoding.Unicode.GetBytes(text + '\0'));

    public NettraceBytes Guid(Guid value) => Raw(value.ToByteArray());

    /// <summary>Other bytes behind their length of 16 bits.</summary>
    public NettraceBytes Row(NettraceBytes row) => Short(row.Length).Raw(row.ToArray());
}
