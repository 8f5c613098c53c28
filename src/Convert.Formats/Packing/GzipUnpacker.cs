using System.IO.Compression;

namespace Refold.Formats.Packing;

/// <summary>gzip (RFC 1952): any number of members, one after the other.</summary>
internal sealed class GzipUnpacker : IUnpacker
{
    private const byte Deflate = 8;
    private const byte ReservedFlags = 0xe0;

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head) =>
        head is [0x1f, 0x8b, Deflate, _, ..] && (head[3] & ReservedFlags) == 0;

    /// <inheritdoc/>
    public PackedInput Unpack(PackedInput packed, ConversionContext context)
    {
        var source = new PackedSource(packed.Stream);
        var decoder = new InflatedStream(
            new GZipStream(source, CompressionMode.Decompress), source, () => WarnOfRest(packed.Name, context));
        return new PackedInput(packed.Name, new SalvagingStream(decoder, "gzip", packed.Name, context));
    }

    private static void WarnOfRest(string name, ConversionContext context) => context.Diagnostics.Warn(
        "input.bytes-after-gzip", new InputPosition(name), "bytes behind the gzip data are no gzip data; they are ignored");
}
