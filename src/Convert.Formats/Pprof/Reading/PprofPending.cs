using System.Buffers;
using Refold.Formats.Shared;

namespace Refold.Formats.Pprof;

/// <summary>Fields that wait until it is known which of two joined profiles they belong to.</summary>
/// <param name="offset">The offset of the first of them in the input.</param>
internal sealed class PprofPending(long offset)
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    /// <summary>The offset of the first of them in the input.</summary>
    public long Offset => offset;

    /// <summary>Adds the field that the stream stands on.</summary>
    public void Add(ProtobufStream field)
    {
        Write(field.Tag);
        uint wireType = field.Tag & WireType.Mask;
        if (wireType == WireType.Number)
        {
            Write(field.Number);
            return;
        }

        if (wireType == WireType.Bytes)
        {
            Write((ulong)field.Payload.Length);
        }

        _bytes.Write(field.Payload);
    }

    /// <summary>Adds the fields to a draft, in their order.</summary>
    public void MoveTo(PprofRawProfile draft, PprofLog log, ConversionContext context)
    {
        using var bytes = new MemoryStream(_bytes.WrittenSpan.ToArray());
        var fields = new ProtobufStream(bytes, log, context, offset);
        while (fields.TryRead())
        {
            draft.Add(fields);
        }
    }

    private void Write(ulong number)
    {
        Span<byte> bytes = stackalloc byte[Varint.MaxLength];
        _bytes.Write(bytes[..Varint.Write(bytes, 0, number)]);
    }
}
