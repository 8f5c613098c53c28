using System.IO.Compression;

namespace Refold.Formats.Packing;

/// <summary>zlib (RFC 1950).</summary>
/// <remarks>
/// <code>
///     78 9c │ deflate data │ Adler-32 (4)
/// </code>
/// Texts ("x^", "H\r") and protobuf messages may begin with the two bytes of the header, so an input is zlib only if
/// the bytes that follow can be unpacked.
/// </remarks>
internal sealed class ZlibUnpacker : IUnpacker
{
    // A decoder of anything else fails long before it has unpacked this much.
    private const int EnoughUnpacked = 32 * 1024;
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
    public PackedInput Unpack(PackedInput packed, ConversionContext context) => new(
        packed.Name, new SalvagingStream(InflateStream.FromZlib(packed.Stream), "zlib", packed.Name, context));

    private static bool CanUnpack(byte[] head)
    {
        Span<byte> unpacked = stackalloc byte[1024];
        using var decoder = new ZLibStream(new MemoryStream(head), CompressionMode.Decompress);
        int length = 0;
        try
        {
            for (int read = 1; read > 0 && length < EnoughUnpacked; length += read)
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
