namespace Refold.Formats.FlameGraph;

/// <summary>
/// The order of the frames on top of one frame: by the bytes of their names, as flamegraph.pl gets it from sorting the
/// lines of a folded file.
/// </summary>
/// <remarks>
/// Where one name is the beginning of another, that sort compares what follows the name in its line: a blank if samples
/// end there, else the semicolon before the next frame. <c>ab</c> and <c>a b</c> so change places around <c>a</c>;
/// where lines of both kinds exist flamegraph.pl draws the frame twice, here it is drawn once, at the blank's place.
/// </remarks>
internal sealed class FrameOrder(FrameTree tree) : IComparer<int>
{
    public int Compare(int x, int y)
    {
        ReadOnlySpan<byte> left = tree.Name(x);
        ReadOnlySpan<byte> right = tree.Name(y);
        int common = left.CommonPrefixLength(right);
        int difference = Next(left, common, x) - Next(right, common, y);
        return difference != 0 ? difference : left.Length - right.Length;
    }

    private int Next(ReadOnlySpan<byte> name, int at, int node) =>
        at < name.Length ? name[at] : tree.Self(node).Width > 0 ? ' ' : ';';
}
