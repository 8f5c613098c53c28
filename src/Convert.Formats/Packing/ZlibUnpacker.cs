using System.IO.Compression;

namespace Refold.Formats.Packing;

/// <summary>
/// zlib (RFC 1950). Its header is two bytes that also begin texts ("x^", "H\r") and protobuf messages, so it is believed
/// only if what follows can be unpacked.
/// </summary>
internal sealed class ZlibUnpacker : IUnpacker
{
    // Far more than a decoder gets out of anything else before it stumbles.
    private const int EnoughToBelieve = 32 * 1024;
    private const int Deflate = 8;
    private const int MaxWindow = 7;
    private const int DictionaryFlag = 0x20;

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head) =>
        head.Length > 2
        && (head[0] & 0xf) == Deflate && head[0] >> 4 <= MaxWindow
        && ((head[0] << 8) | head[1]) % 31 == 0 && (head[1] & DictionaryFlag) == 0
        && CanUnpack(head.ToArray());

    /// <inheritdoc/>
    public PackedInput Unpack(PackedInput packed, ConversionContext context)
    {
        var source = new PackedSource(packed.Stream);
        var decoder = new InflatedStream(new ZLibStream(source, CompressionMode.Decompress), source, onRest: null);
        return new PackedInput(packed.Name, new SalvagingStream(decoder, "zlib", packed.Name, context));
    }

    private static bool CanUnpack(byte[] head)
    {
        Span<byte> unpacked = stackalloc byte[1024];
        using var decoder = new ZLibStream(new MemoryStream(head), CompressionMode.Decompress);
        int length = 0;
        try
        {
            for (int read = 1; read > 0 && length < EnoughToBelieve; length += read)
            {
                read = decoder.Read(unpacked);
            }
        }
        catch (InvalidDataException)
        {
            return false;
        }

        return length > 0;
    }
}
