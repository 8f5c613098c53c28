using System.Numerics;
using System.Runtime.Intrinsics;

namespace Refold.Formats.PerfScript;

/// <summary>Finds the end of a call chain: lines that begin with a tab, one after the other.</summary>
internal static class PerfScriptBlock
{
    /// <summary>
    /// The index of the first line end that no tab follows; -1 if the text ends before that is known. The first line
    /// is taken for one that begins with a tab.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="lines">How many lines end there or before.</param>
    public static int FindEnd(ReadOnlySpan<byte> text, out int lines)
    {
        int at = 0;
        lines = 0;
        for (; at + Vector128<byte>.Count < text.Length; at += Vector128<byte>.Count)
        {
            var ends = Vector128.Equals(Vector128.Create(text[at..]), Vector128.Create((byte)'\n'));
            var tabs = Vector128.Equals(Vector128.Create(text[(at + 1)..]), Vector128.Create((byte)'\t'));
            uint last = Vector128.AndNot(ends, tabs).ExtractMostSignificantBits();
            uint all = ends.ExtractMostSignificantBits();
            if (last != 0)
            {
                int index = BitOperations.TrailingZeroCount(last);
                lines += BitOperations.PopCount(all & (uint.MaxValue >> (31 - index)));
                return at + index;
            }

            lines += BitOperations.PopCount(all);
        }

        for (; at + 1 < text.Length; at++)
        {
            if (text[at] == '\n')
            {
                lines++;
                if (text[at + 1] != '\t')
                {
                    return at;
                }
            }
        }

        return -1;
    }

    /// <summary>
    /// How long the blank line is that a text begins with, its end included; 0 if there is none, -1 if the text is too
    /// short to know.
    /// </summary>
    public static int BlankLineLength(ReadOnlySpan<byte> text) => text switch
    {
        [(byte)'\n', ..] => 1,
        [(byte)'\r', (byte)'\n', ..] => 2,
        [] or [(byte)'\r'] => -1,
        _ => 0,
    };
}
