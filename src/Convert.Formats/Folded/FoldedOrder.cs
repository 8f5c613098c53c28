using Refold.Aggregation;

namespace Refold.Formats.Folded;

/// <summary>
/// Walks a call tree so that the lines come out sorted by bytes, as <c>LC_ALL=C sort</c> does. A child then has two
/// places among its siblings: its own line sorts as its name alone, the lines above it as its name and a semicolon.
/// <code>
///     main         the line of "main"
///     main 2;x     a sibling called "main 2": a blank sorts before the semicolon
///     main;x       the lines above "main"
/// </code>
/// </summary>
internal sealed class FoldedOrder
{
    private readonly CallTree _tree;
    private readonly int[] _firstChild;
    private readonly int[] _nextSibling;
    private readonly int[] _ownRank;
    private readonly int[] _aboveRank;

    public FoldedOrder(CallTree tree)
    {
        _tree = tree;
        _firstChild = new int[tree.Count];
        _nextSibling = new int[tree.Count];
        for (int node = tree.Count - 1; node > 0; node--)
        {
            _nextSibling[node] = _firstChild[tree.Parent(node)];
            _firstChild[tree.Parent(node)] = node;
        }

        (_ownRank, _aboveRank) = RankNames(tree.Names);
    }

    /// <summary>The nodes whose line comes next, in order; each after what stands below it has been visited.</summary>
    public IEnumerable<int> Nodes()
    {
        yield return 0;
        var pending = new Stack<(int Node, bool IsLine)>();
        var siblings = new List<(int Rank, int Node, bool IsLine)>();
        PushChildren(0, siblings, pending);
        while (pending.TryPop(out (int Node, bool IsLine) next))
        {
            if (next.IsLine)
            {
                yield return next.Node;
            }
            else
            {
                PushChildren(next.Node, siblings, pending);
            }
        }
    }

    private void PushChildren(
        int node, List<(int Rank, int Node, bool IsLine)> siblings, Stack<(int Node, bool IsLine)> pending)
    {
        siblings.Clear();
        for (int child = _firstChild[node]; child != 0; child = _nextSibling[child])
        {
            siblings.Add((_ownRank[_tree.Name(child)], child, true));
            if (_firstChild[child] != 0)
            {
                siblings.Add((_aboveRank[_tree.Name(child)], child, false));
            }
        }

        siblings.Sort(static (a, b) => b.Rank.CompareTo(a.Rank));
        foreach ((int _, int child, bool isLine) in siblings)
        {
            pending.Push((child, isLine));
        }
    }

    private static (int[] Own, int[] Above) RankNames(FrameNames names)
    {
        var keys = new (int Name, bool IsAbove)[names.Count * 2];
        for (int i = 0; i < keys.Length; i++)
        {
            keys[i] = ((i / 2) + 1, i % 2 == 1);
        }

        Array.Sort(keys, (a, b) => Compare(names, a, b));
        var own = new int[names.Count + 1];
        var above = new int[names.Count + 1];
        for (int rank = 0; rank < keys.Length; rank++)
        {
            (keys[rank].IsAbove ? above : own)[keys[rank].Name] = rank;
        }

        return (own, above);
    }

    private static int Compare(FrameNames names, (int Name, bool IsAbove) a, (int Name, bool IsAbove) b)
    {
        ReadOnlySpan<byte> left = names[a.Name];
        ReadOnlySpan<byte> right = names[b.Name];
        int shared = left.CommonPrefixLength(right);
        return At(left, shared, a.IsAbove).CompareTo(At(right, shared, b.IsAbove));
    }

    // Behind its name, an own line has a blank and the count; sorted as stacks, that is the end, before any byte.
    private static int At(ReadOnlySpan<byte> name, int index, bool isAbove) =>
        index < name.Length ? name[index] : isAbove ? ';' : -1;
}
