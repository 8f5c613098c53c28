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
    public static int FindEnd(ReadOnlySpan<byte> text)
    {
        int at = 0;
        for (; at + Vector256<byte>.Count < text.Length; at += Vector256<byte>.Count)
        {
            var ends = Vector256.Equals(Vector256.Create(text[at..]), Vector256.Create((byte)'\n'));
            var tabs = Vector256.Equals(Vector256.Create(text[(at + 1)..]), Vector256.Create((byte)'\t'));
            uint found = Vector256.AndNot(ends, tabs).ExtractMostSignificantBits();
            if (found != 0)
            {
                return at + BitOperations.TrailingZeroCount(found);
            }
        }

        for (; at + 1 < text.Length; at++)
        {
            if (text[at] == '\n' && text[at + 1] != '\t')
            {
                return at;
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
