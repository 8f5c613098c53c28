namespace Refold.Formats.Packing;

/// <summary>tar, in all its dialects; usually inside gzip.</summary>
internal sealed class TarArchiver : IArchiver
{
    private const int HeaderSize = 512;
    private const int ChecksumOffset = 148;
    private const int ChecksumSize = 8;

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head) =>
        head.Length >= HeaderSize && head[0] != 0 && HasChecksum(head[..HeaderSize]);

    /// <inheritdoc/>
    public IArchive Open(PackedInput packed, ConversionContext context) => new TarArchive(packed.Stream);

    // The checksum field holds the sum of the header's bytes in octal digits, with the field itself counted as blanks.
    private static bool HasChecksum(ReadOnlySpan<byte> header)
    {
        int written = 0;
        foreach (byte digit in header.Slice(ChecksumOffset, ChecksumSize).Trim(" \0"u8))
        {
            if (digit is < (byte)'0' or > (byte)'7')
            {
                return false;
            }

            written = (written * 8) + (digit - '0');
        }

        int sum = ChecksumSize * ' ';
        for (int i = 0; i < header.Length; i++)
        {
            sum += i is >= ChecksumOffset and < ChecksumOffset + ChecksumSize ? 0 : header[i];
        }

        return written == sum;
    }
}
