using System.Buffers.Binary;
using System.Text;

namespace Refold.Formats.Tests.Nettrace;

/// <summary>Builds the bytes of a trace, field by field.</summary>
internal sealed class NettraceBytes
{
    private readonly List<byte> _bytes = [];

    /// <summary>The number of bytes.</summary>
    public int Length => _bytes.Count;

    /// <summary>Copies the bytes.</summary>
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

    /// <summary>Adds a varint length and UTF-8.</summary>
    public NettraceBytes Utf8(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        return Varint((ulong)bytes.Length).Raw(bytes);
    }

    /// <summary>Adds a 16-bit length and UTF-8.</summary>
    public NettraceBytes ShortUtf8(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        return Short(bytes.Length).Raw(bytes);
    }

    /// <summary>Adds UTF-16 and a zero.</summary>
    public NettraceBytes Utf16(string text) => Raw(Encoding.Unicode.GetBytes(text + '\0'));

    public NettraceBytes Guid(Guid value) => Raw(value.ToByteArray());

    /// <summary>Adds a 16-bit length and the bytes of a row.</summary>
    public NettraceBytes Row(NettraceBytes row) => Short(row.Length).Raw(row.ToArray());
}
