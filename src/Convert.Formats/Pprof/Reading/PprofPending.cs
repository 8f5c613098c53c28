using System.Buffers;
using Refold.Formats.Shared;

namespace Refold.Formats.Pprof;

/// <summary>Fields of which it is not yet known to which of two joined profiles they belong.</summary>
/// <param name="offset">The offset of the first field in the input.</param>
internal sealed class PprofPending(long offset)
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    /// <summary>The offset of the first field in the input.</summary>
    public long Offset => offset;

    /// <summary>The tag of the first field.</summary>
    public uint FirstTag { get; private set; }

    /// <summary>Adds the current field of a stream.</summary>
    public void Add(ProtobufStream field)
    {
        FirstTag = FirstTag == 0 ? field.Tag : FirstTag;
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

    /// <summary>Adds the fields to a profile, in their order.</summary>
    public void MoveTo(PprofRawProfile profile, PprofLog log, ConversionContext context)
    {
        using var bytes = new MemoryStream(_bytes.WrittenSpan.ToArray());
        var fields = new ProtobufStream(bytes, log, context, offset);
        while (fields.TryRead())
        {
            profile.Add(fields);
        }
    }

    private void Write(ulong number)
    {
        Span<byte> bytes = stackalloc byte[Varint.MaxLength];
        _bytes.Write(bytes[..Varint.Write(bytes, 0, number)]);
    }
}
