using System.Runtime.InteropServices;
using System.Text;
using Refold.Aggregation;

namespace Refold.Formats.FlameGraph;

/// <summary>
/// Trims stacks for the option <c>base</c>: each stack starts at the last call of one of the base functions, and stacks
/// without such a call are discarded. Reverses stacks for the option <c>reverse</c>.
/// </summary>
/// <remarks>
/// <code>
/// base=f      a;f;b      →  f;b
///             a;f;c;f;d  →  f;d        the last call of f counts
///             x;y        →  discarded
/// reverse     a;b;c      →  c;b;a      merged from the leaf
/// </code>
/// </remarks>
internal sealed class StackTrimmer
{
    private readonly bool[] _isBase;
    private readonly bool _hasBase;
    private readonly bool _reverses;

    /// <summary>Creates a trimmer.</summary>
    /// <param name="names">The names that the numbers in stacks refer to.</param>
    /// <param name="functions">The base functions; empty to keep all of each stack.</param>
    /// <param name="reverses">Whether stacks are reversed.</param>
    public StackTrimmer(FrameNames names, IReadOnlyList<string> functions, bool reverses)
    {
        _hasBase = functions.Count > 0;
        _reverses = reverses;
        _isBase = new bool[names.Count + 1];
        HashSet<string> bases = [.. functions];
        for (int name = 1; name < _isBase.Length && _hasBase; name++)
        {
            _isBase[name] = bases.Contains(Encoding.UTF8.GetString(names[name]));
        }
    }

    /// <summary>Trims one stack in place.</summary>
    /// <param name="path">The names of the stack, root first; replaced by the part that is kept.</param>
    /// <returns>False if the stack is discarded.</returns>
    public bool TryTrim(ref Span<int> path)
    {
        int start = 0;
        if (_hasBase)
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

    /// <summary>Builds the tree of the trimmed stacks of a tree that is merged from the root.</summary>
    public CallTree Trim(CallTree tree)
    {
        var trimmed = new CallTree(tree.Names, tree.Width);
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
                Span<int> kept = GetPath(node, tree, path);
                if (TryTrim(ref kept))
                {
                    trimmed.Add(GetNode(trimmed, kept), values);
                }
            }
        }

        return trimmed;
    }

    private static int GetNode(CallTree tree, ReadOnlySpan<int> path)
    {
        int node = 0;
        foreach (int name in path)
        {
            node = tree.Child(node, name);
        }

        return node;
    }

    private static Span<int> GetPath(int node, CallTree tree, List<int> path)
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
