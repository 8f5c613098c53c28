namespace Refold.Formats.FlameGraph;

/// <summary>The order of frames with the same caller: by the bytes of the sorted lines of a folded file.</summary>
/// <remarks>
/// <code>
/// LC_ALL=C sort        frames from left to right
///
/// a b 1                a b       a blank (0x20) sorts before ; (0x3b)
/// a-1 1                a-1       - is 0x2d
/// a;x 1                a         has callees only, so ; follows its name
/// b 1                  b         has samples of its own, so a blank follows its name
/// b-1 1                b-1
/// </code>
/// Where one name begins with another, the byte after the shorter name decides: a blank if samples end in that frame,
/// else the semicolon before its callee. flamegraph.pl draws a frame that has lines of both kinds twice; here it is
/// drawn once, at the position of the blank.
/// </remarks>
internal sealed class SiblingOrder(DrawnTree tree) : IComparer<int>
{
    /// <summary>Compares two nodes with the same parent.</summary>
    public int Compare(int x, int y)
    {
        ReadOnlySpan<byte> left = tree.Name(x);
        ReadOnlySpan<byte> right = tree.Name(y);
        int common = left.CommonPrefixLength(right);
        int difference = ByteAt(left, common, x) - ByteAt(right, common, y);
        return difference != 0 ? difference : left.Length - right.Length;
    }

    private int ByteAt(ReadOnlySpan<byte> name, int index, int node) =>
        index < name.Length ? name[index] : tree.Self(node).Width > 0 ? ' ' : ';';
}
