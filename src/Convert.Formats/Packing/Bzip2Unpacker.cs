namespace Refold.Formats.Packing;

/// <summary>bzip2: one stream, or several joined end to end, as parallel packers write them.</summary>
internal sealed class Bzip2Unpacker : IUnpacker
{
    // The magic numbers of a block and of the end of a stream: the digits of pi, and of its square root.
    private static ReadOnlySpan<byte> Block => [0x31, 0x41, 0x59, 0x26, 0x53, 0x59];

    private static ReadOnlySpan<byte> End => [0x17, 0x72, 0x45, 0x38, 0x50, 0x90];

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head) =>
        head is [(byte)'B', (byte)'Z', (byte)'h', >= (byte)'1' and <= (byte)'9', ..]
        && (head[4..].StartsWith(Block) || head[4..].StartsWith(End));

    /// <inheritdoc/>
    public PackedInput Unpack(PackedInput packed, ConversionContext context) =>
        new(packed.Name, new SalvagingStream(new Bzip2Stream(packed.Stream), "bzip2", packed.Name, context));
}
