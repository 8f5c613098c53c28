namespace Refold.Aggregation;

/// <summary>Finds the node of a <see cref="CallTree"/> where a stack ends.</summary>
/// <remarks>
/// Successive stacks mostly share their root frames, so the nodes of the previous stack are kept, and only the frames
/// that differ are looked up. The node of each stack is kept, too, for the root frame that it was last requested with.
/// <code>
/// previous    main;run;parse;read       nodes 1 2 3 4
/// stack       main;run;write            shares 2 frames: look-up of "write" below node 2
/// </code>
/// </remarks>
internal sealed class StackNodeMap(CallTree tree, Profile profile, bool reversed)
{
    private const int BlockSize = 8;

    // By number of the stack; node 0, where no stack with frames ends, is a node that is not known yet.
    private readonly (int Root, int Node)[] _known = new (int Root, int Node)[profile.StackCount + 1];

    // The node of each location of the previous stack, in the order of the walk.
    private int[] _nodes = new int[64];
    private StackId _previous;
    private int _previousRoot;

    /// <summary>Finds the node of a stack, and adds missing nodes to the tree.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="root">The name of the frame that is added at the root; 0 for none.</param>
    public int Find(StackId stack, int root)
    {
        ref (int Root, int Node) known = ref _known[stack.Number];
        if (known.Node == 0 || known.Root != root)
        {
            known = (root, reversed ? WalkDown(stack, root) : WalkUp(stack, root));
        }

        return known.Node;
    }

    private int WalkUp(StackId stack, int root)
    {
        ReadOnlySpan<LocationId> frames = Frames(stack, out ReadOnlySpan<LocationId> before);
        int shared = root == _previousRoot ? CommonSuffixLength(frames, before) : 0;
        int node = shared > 0 ? _nodes[shared - 1] : root == 0 ? 0 : tree.Child(0, root);
        for (; shared < frames.Length; shared++)
        {
            ReadOnlySpan<int> names = tree.Names.NamesOf(frames[^(shared + 1)]);
            for (int i = names.Length - 1; i >= 0; i--)
            {
                node = tree.Child(node, names[i]);
            }

            _nodes[shared] = node;
        }

        _previousRoot = root;
        return node;
    }

    private int WalkDown(StackId stack, int root)
    {
        ReadOnlySpan<LocationId> frames = Frames(stack, out ReadOnlySpan<LocationId> before);
        int shared = frames.CommonPrefixLength(before);
        int node = shared > 0 ? _nodes[shared - 1] : 0;
        for (; shared < frames.Length; shared++)
        {
            foreach (int name in tree.Names.NamesOf(frames[shared]))
            {
                node = tree.Child(node, name);
            }

            _nodes[shared] = node;
        }

        return root == 0 ? node : tree.Child(node, root);
    }

    private ReadOnlySpan<LocationId> Frames(StackId stack, out ReadOnlySpan<LocationId> before)
    {
        ReadOnlySpan<LocationId> frames = profile[stack];
        before = profile[_previous];
        _previous = stack;
        if (frames.Length > _nodes.Length)
        {
            Array.Resize(ref _nodes, frames.Length * 2);
        }

        return frames;
    }

    private static int CommonSuffixLength(ReadOnlySpan<LocationId> left, ReadOnlySpan<LocationId> right)
    {
        int length = Math.Min(left.Length, right.Length);
        left = left[^length..];
        right = right[^length..];
        int shared = 0;
        while (length - shared >= BlockSize && HaveEqualEnds(left[..^shared], right[..^shared]))
        {
            shared += BlockSize;
        }

        while (shared < length && left[length - 1 - shared] == right[length - 1 - shared])
        {
            shared++;
        }

        return shared;
    }

    private static bool HaveEqualEnds(ReadOnlySpan<LocationId> left, ReadOnlySpan<LocationId> right) =>
        left[^BlockSize..].SequenceEqual(right[^BlockSize..]);
}
