using System.Numerics;
using System.Runtime.Intrinsics;

namespace Refold.Formats.PerfScript;

/// <summary>Finds the end of a call chain: consecutive lines that begin with a tab.</summary>
/// <remarks>
/// <code>
/// →1000 f (/bin/app)↵→2000 main (/bin/app)↵↵app 10 2.000000: …          → tab, ↵ line end
///                   │                     └ end: the first line end without a tab after it
///                   └ a tab follows, so the chain continues
/// </code>
/// Sixteen bytes are compared at a time with both characters: with <c>\n</c>, and one byte further with <c>\t</c>.
/// </remarks>
internal static class PerfScriptCallChain
{
    /// <summary>
    /// The index of the first line end that no tab follows; -1 if the text ends before that is known. The first line
    /// is not checked for its tab.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="lines">The count of line ends up to that index.</param>
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
    /// The length of the blank line that a text begins with, including its line end; 0 if there is none, -1 if the text
    /// is too short to decide.
    /// </summary>
    public static int BlankLineLength(ReadOnlySpan<byte> text) => text switch
    {
        [(byte)'\n', ..] => 1,
        [(byte)'\r', (byte)'\n', ..] => 2,
        [] or [(byte)'\r'] => -1,
        _ => 0,
    };
}
