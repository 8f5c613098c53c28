using System.Buffers.Binary;

namespace Refold.Formats.Pprof;

/// <summary>Recognises the older formats that the pprof tool reads, so that an error can name them.</summary>
/// <remarks>
/// <code>
/// heap profile: 8: 4096 [12: 8192] @ heap/1048576        gperftools, Go with debug=1
/// goroutine profile: total 5                             Go with debug=1
/// --- contentionz 1 ---                                  gperftools
/// 00 00 00 00 │ 03 00 00 00 │ 00 00 00 00 │ 10 27 00 00 │ 00 00 00 00      gperftools' CPU profile, words of 4 bytes
/// </code>
/// Sources: gperftools, docs/cpuprofile-fileformat; the debug=1 output of Go's runtime/pprof.
/// </remarks>
internal static class PprofLegacy
{
    private const int MaxLineLength = 256;

    /// <summary>Returns the name of the older format of an input; null if it has none.</summary>
    public static string? Recognise(ReadOnlySpan<byte> head)
    {
        int end = head[..Math.Min(head.Length, MaxLineLength)].IndexOf((byte)'\n');
        ReadOnlySpan<byte> line = end < 0 ? head[..Math.Min(head.Length, MaxLineLength)] : head[..end];
        if (line.StartsWith("heap profile: "u8))
        {
            return "a heap profile as text";
        }

        if (line.StartsWith("--- heapz "u8) || line.StartsWith("--- contentionz "u8) || line.StartsWith("--- mutex:"u8)
            || line.StartsWith("--- contention:"u8))
        {
            return "a heap or contention profile as text";
        }

        if (line.StartsWith("--- threadz "u8) || line.StartsWith("--- Thread "u8))
        {
            return "thread stacks as text";
        }

        if (line.StartsWith("--- symbol"u8))
        {
            return "a gperftools profile with symbols";
        }

        if (line.IndexOf(" profile: total "u8) > 0)
        {
            return "a Go count profile as text";
        }

        return IsCpuProfile(head) ? "a gperftools CPU profile" : null;
    }

    // Words of 4 or 8 bytes in the byte order of the machine: 0, 3, version 0 or 1, the period in microseconds, 0.
    private static bool IsCpuProfile(ReadOnlySpan<byte> head)
    {
        foreach (int size in (ReadOnlySpan<int>)[4, 8])
        {
            foreach (bool isBig in (ReadOnlySpan<bool>)[false, true])
            {
                if (head.Length >= 5 * size
                    && Word(head, 0, size, isBig) == 0
                    && Word(head, 1, size, isBig) == 3
                    && Word(head, 2, size, isBig) <= 1
                    && Word(head, 3, size, isBig) > 0
                    && Word(head, 4, size, isBig) == 0)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static ulong Word(ReadOnlySpan<byte> head, int index, int size, bool isBig)
    {
        ReadOnlySpan<byte> word = head.Slice(index * size, size);
        return (size, isBig) switch
        {
            (4, false) => BinaryPrimitives.ReadUInt32LittleEndian(word),
            (4, true) => BinaryPrimitives.ReadUInt32BigEndian(word),
            (_, false) => BinaryPrimitives.ReadUInt64LittleEndian(word),
            (_, true) => BinaryPrimitives.ReadUInt64BigEndian(word),
        };
    }
}
