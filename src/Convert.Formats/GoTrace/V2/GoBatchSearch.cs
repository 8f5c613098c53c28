using Refold.Formats.Shared;

namespace Refold.Formats.GoTrace;

/// <summary>Finds batches where the one before is damaged.</summary>
internal static class GoBatchSearch
{
    private const int MaxHeaderLength = 2 + (4 * Varint.MaxLength);

    /// <summary>The last bytes of each size: a size of at most 64 KiB, written in ten bytes.</summary>
    public static ReadOnlySpan<byte> SizeEnd => [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x00];

    /// <summary>Where the head of a batch begins that ends at a place; null if none does.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="from">The first place where it may begin.</param>
    /// <param name="end">Where its size ends.</param>
    public static int? StartBefore(ReadOnlySpan<byte> bytes, int from, int end)
    {
        for (int start = Math.Max(from, end - MaxHeaderLength); start < end; start++)
        {
            int at = start + (bytes[start] == (byte)GoV2Event.ExperimentalBatch ? 2 : 1);
            bool isBatch = bytes[start] is (byte)GoV2Event.Batch or (byte)GoV2Event.ExperimentalBatch;
            if (isBatch && Reads(bytes[..end], ref at, 4, out ulong size)
                && at == end && size <= GoV2Layout.MaxBatchLength)
            {
                return start;
            }
        }

        return null;
    }

    private static bool Reads(ReadOnlySpan<byte> bytes, ref int at, int count, out ulong last)
    {
        last = 0;
        for (int i = 0; i < count; i++)
        {
            if (!Varint.TryRead(bytes, ref at, out last) || (i == 0 && last == 0))
            {
                return false;
            }
        }

        return true;
    }
}
