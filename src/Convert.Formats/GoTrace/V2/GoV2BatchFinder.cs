using Refold.Formats.Shared;

namespace Refold.Formats.GoTrace;

/// <summary>Finds the next batch after a corrupt one.</summary>
/// <remarks>
/// The length of a batch, at most 64 KiB, is written as a varint of ten bytes. The last seven of these hardly occur
/// elsewhere:
/// <code>
/// 01 | 01 | a2 f7 01 | b1 ae f5 84 fc 16 | aa 84 80 80 80 80 80 80 80 00 | content
/// ^ FindStart                                       ^------------------^ LengthEnd
/// </code>
/// </remarks>
internal static class GoV2BatchFinder
{
    /// <summary>The last bytes of each batch header.</summary>
    public static ReadOnlySpan<byte> LengthEnd => [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x00];

    /// <summary>Finds the header of a batch that ends at an offset.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="from">The first offset at which the header may begin.</param>
    /// <param name="end">The offset after the header.</param>
    /// <returns>The offset of the header; null if there is none.</returns>
    public static int? FindStart(ReadOnlySpan<byte> bytes, int from, int end)
    {
        for (int start = Math.Max(from, end - GoV2Layout.MaxHeaderLength); start < end; start++)
        {
            int skipped = bytes[start] == (byte)GoV2Event.ExperimentalBatch ? 2 : 1;
            var cursor = new ByteCursor(bytes[..end], start + skipped);
            bool isBatch = bytes[start] is (byte)GoV2Event.Batch or (byte)GoV2Event.ExperimentalBatch;
            if (isBatch && cursor.TryReadVarint(out ulong generation) && generation != 0 && cursor.TrySkipVarints(2)
                && cursor.TryReadVarint(out ulong length) && cursor.IsAtEnd && length <= GoV2Layout.MaxBatchLength)
            {
                return start;
            }
        }

        return null;
    }
}
