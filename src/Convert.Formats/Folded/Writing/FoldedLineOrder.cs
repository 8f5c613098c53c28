using Refold.Aggregation;

namespace Refold.Formats.Folded;

/// <summary>Orders the nodes of a call tree so that their lines are sorted as by <c>LC_ALL=C sort</c>.</summary>
/// <remarks>
/// A node has two positions among its siblings: its own line sorts by its name, the lines of its callees by its name
/// and a semicolon.
/// <code>
/// main         the line of "main"
/// main 2;x     a sibling named "main 2": a blank sorts before a semicolon
/// main;x       the callees of "main"
/// </code>
/// </remarks>
internal sealed class FoldedLineOrder
{
    private readonly CallTree _tree;
    private readonly int[] _firstChild;
    private readonly int[] _nextSibling;
    private readonly int[] _lineRank;
    private readonly int[] _calleeRank;

    /// <summary>Computes the order of a tree.</summary>
    public FoldedLineOrder(CallTree tree)
    {
        _tree = tree;
        _firstChild = new int[tree.Count];
        _nextSibling = new int[tree.Count];
        for (int node = tree.Count - 1; node > 0; node--)
        {
            _nextSibling[node] = _firstChild[tree.Parent(node)];
            _firstChild[tree.Parent(node)] = node;
        }

        (_lineRank, _calleeRank) = RankNames(tree.Names);
    }

    /// <summary>Enumerates all nodes in the order of their lines.</summary>
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
            siblings.Add((_lineRank[_tree.Name(child)], child, true));
            if (_firstChild[child] != 0)
            {
                siblings.Add((_calleeRank[_tree.Name(child)], child, false));
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
        var keys = new (int Name, bool IsCallees)[names.Count * 2];
        for (int i = 0; i < keys.Length; i++)
        {
            keys[i] = ((i / 2) + 1, i % 2 == 1);
        }

        Array.Sort(keys, (a, b) => Compare(names, a, b));
        var own = new int[names.Count + 1];
        var callees = new int[names.Count + 1];
        for (int rank = 0; rank < keys.Length; rank++)
        {
            (keys[rank].IsCallees ? callees : own)[keys[rank].Name] = rank;
        }

        return (own, callees);
    }

    private static int Compare(FrameNames names, (int Name, bool IsCallees) a, (int Name, bool IsCallees) b)
    {
        ReadOnlySpan<byte> left = names[a.Name];
        ReadOnlySpan<byte> right = names[b.Name];
        int shared = left.CommonPrefixLength(right);
        return At(left, shared, a.IsCallees).CompareTo(At(right, shared, b.IsCallees));
    }

    // A line ends after the name (its count is not part of the stack), which sorts before any byte.
    private static int At(ReadOnlySpan<byte> name, int index, bool isCallees) =>
        index < name.Length ? name[index] : isCallees ? ';' : -1;
}
