using System.Runtime.InteropServices;
using System.Text;
using Refold.Aggregation;

namespace Refold.Formats.FlameGraph;

/// <summary>
/// Cuts stacks so that they begin with one of some functions, at its last call; stacks without one are left out. Turns
/// them around, too, if they are merged from the leaf.
/// </summary>
internal sealed class FrameCut
{
    private readonly bool[] _isBase;
    private readonly bool _cuts;
    private readonly bool _reverses;

    public FrameCut(FrameNames names, IReadOnlyList<string> functions, bool reverses)
    {
        _cuts = functions.Count > 0;
        _reverses = reverses;
        _isBase = new bool[names.Count + 1];
        HashSet<string> wanted = [.. functions];
        for (int name = 1; name < _isBase.Length && _cuts; name++)
        {
            _isBase[name] = wanted.Contains(Encoding.UTF8.GetString(names[name]));
        }
    }

    /// <summary>What is left of a stack; false if nothing is.</summary>
    /// <param name="path">Its names, the root's side first. What is left may be turned around in place.</param>
    public bool Apply(ref Span<int> path)
    {
        int start = 0;
        if (_cuts)
        {
            start = path.Length - 1;
            while (start >= 0 && !_isBase[path[start]])
            {
                start--;
            }
        }

        if (start < 0)
        {
            return false;
        }

        path = path[start..];
        if (_reverses)
        {
            path.Reverse();
        }

        return true;
    }

    /// <summary>The tree of what is left of the stacks of a tree that is merged from the root.</summary>
    public CallTree Apply(CallTree tree)
    {
        var cut = new CallTree(tree.Names, tree.Width);
        var values = new Int128[tree.Width];
        var path = new List<int>();
        for (int node = 1; node < tree.Count; node++)
        {
            bool any = false;
            for (int column = 0; column < values.Length; column++)
            {
                values[column] = tree.Self(node, column);
                any |= values[column] != 0;
            }

            if (any)
            {
                Span<int> left = PathTo(node, tree, path);
                if (Apply(ref left))
                {
                    cut.Add(Node(cut, left), values);
                }
            }
        }

        return cut;
    }

    private static int Node(CallTree tree, ReadOnlySpan<int> path)
    {
        int node = 0;
        foreach (int name in path)
        {
            node = tree.Child(node, name);
        }

        return node;
    }

    private static Span<int> PathTo(int node, CallTree tree, List<int> path)
    {
        path.Clear();
        for (; node != 0; node = tree.Parent(node))
        {
            path.Add(tree.Name(node));
        }

        path.Reverse();
        return CollectionsMarshal.AsSpan(path);
    }
}
