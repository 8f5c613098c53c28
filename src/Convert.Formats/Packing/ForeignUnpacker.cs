namespace Refold.Formats.Packing;

/// <summary>Packings that Refold cannot unpack; the error gives the command that can.</summary>
internal sealed class ForeignUnpacker : IUnpacker
{
    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head) => Command(head) is not null;

    /// <inheritdoc/>
    public PackedInput Unpack(PackedInput packed, ConversionContext context)
    {
        Span<byte> head = stackalloc byte[16];
        int length = packed.Stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        throw new ProfileFormatException(
            new InputPosition(packed.Name),
            $"this is packed in a way that Refold cannot unpack; use '{Command(head[..length])} {packed.Name} | "
                + "refold -'");
    }

    private static string? Command(ReadOnlySpan<byte> head) => head switch
    {
        [0xfd, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0, ..] => "xz -dc",
        [0x04, 0x22, 0x4d, 0x18, ..] => "lz4 -dc",
        [(byte)'7', (byte)'z', 0xbc, 0xaf, 0x27, 0x1c, ..] => "7z x -so",
        [0x1f, 0x9d, ..] => "uncompress -c",
        _ => null,
    };
}
