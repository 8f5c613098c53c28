using System.Buffers.Binary;
using ZstdSharp;

namespace Refold.Formats.Packing;

/// <summary>Zstandard (RFC 8878): one frame or several, some of which may be skippable.</summary>
internal sealed class ZstdUnpacker : IUnpacker
{
    private const uint Frame = 0xfd2fb528;
    private const uint SkippableFrame = 0x184d2a50;
    private const uint SkippableMask = 0xfffffff0;

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head) =>
        BinaryPrimitives.TryReadUInt32LittleEndian(head, out uint magic)
        && (magic == Frame || (magic & SkippableMask) == SkippableFrame);

    /// <inheritdoc/>
    public PackedInput Unpack(PackedInput packed, ConversionContext context)
    {
        var decoder = new DecompressionStream(packed.Stream, leaveOpen: false);
        return new PackedInput(packed.Name, new SalvagingStream(decoder, "zstd", packed.Name, context));
    }
}
