namespace Refold.Formats.Packing;

/// <summary>gzip (RFC 1952): one member, or several joined end to end.</summary>
/// <remarks>
/// <code>
///     1f 8b │ 08 deflate │ flags │ time (4) │ 2 bytes │ name, if flagged │ deflate data │ CRC (4) │ length (4)
/// </code>
/// </remarks>
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
        var decoder = InflateStream.FromGzip(packed.Stream, () => WarnOfRest(packed.Name, context));
        return new PackedInput(packed.Name, new SalvagingStream(decoder, "gzip", packed.Name, context));
    }

    private static void WarnOfRest(string name, ConversionContext context) => context.Diagnostics.Warn(
        "input.bytes-after-gzip",
        new InputPosition(name),
        "the bytes after the gzip data are not gzip data; they are ignored");
}
