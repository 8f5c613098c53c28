namespace Refold.Aggregation;

/// <summary>
/// Finds the node of a tree where a stack ends. Neighbouring stacks mostly begin alike, so the way up to where they part
/// is kept; and a stack that comes again is mostly under the same root frame, so its node is kept, too.
/// </summary>
internal sealed class StackNodeMap(CallTree tree, Profile profile, bool reversed)
{
    private const int AtOnce = 8;

    // By number of the stack. A node that is not known yet is 0, which no stack with frames ends in.
    private readonly (int Root, int Node)[] _known = new (int Root, int Node)[profile.StackCount + 1];

    // The nodes that the locations of the stack before ended in, in the order of the walk.
    private int[] _way = new int[64];
    private StackId _previous;
    private int _previousRoot;

    /// <summary>The node of a stack.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="root">The name of the frame below it; 0 if there is none.</param>
    public int Of(StackId stack, int root)
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
        int node = shared > 0 ? _way[shared - 1] : root == 0 ? 0 : tree.Child(0, root);
        for (; shared < frames.Length; shared++)
        {
            ReadOnlySpan<int> names = tree.Names.Of(frames[^(shared + 1)]);
            for (int i = names.Length - 1; i >= 0; i--)
            {
                node = tree.Child(node, names[i]);
            }

            _way[shared] = node;
        }

        _previousRoot = root;
        return node;
    }

    private int WalkDown(StackId stack, int root)
    {
        ReadOnlySpan<LocationId> frames = Frames(stack, out ReadOnlySpan<LocationId> before);
        int shared = frames.CommonPrefixLength(before);
        int node = shared > 0 ? _way[shared - 1] : 0;
        for (; shared < frames.Length; shared++)
        {
            foreach (int name in tree.Names.Of(frames[shared]))
            {
                node = tree.Child(node, name);
            }

            _way[shared] = node;
        }

        return root == 0 ? node : tree.Child(node, root);
    }

    private ReadOnlySpan<LocationId> Frames(StackId stack, out ReadOnlySpan<LocationId> before)
    {
        ReadOnlySpan<LocationId> frames = profile[stack];
        before = profile[_previous];
        _previous = stack;
        if (frames.Length > _way.Length)
        {
            Array.Resize(ref _way, frames.Length * 2);
        }

        return frames;
    }

    private static int CommonSuffixLength(ReadOnlySpan<LocationId> left, ReadOnlySpan<LocationId> right)
    {
        int length = Math.Min(left.Length, right.Length);
        left = left[^length..];
        right = right[^length..];
        int shared = 0;
        while (length - shared >= AtOnce && EndAlike(left[..^shared], right[..^shared]))
        {
            shared += AtOnce;
        }

        while (shared < length && left[length - 1 - shared] == right[length - 1 - shared])
        {
            shared++;
        }

        return shared;
    }

    private static bool EndAlike(ReadOnlySpan<LocationId> left, ReadOnlySpan<LocationId> right) =>
        left[^AtOnce..].SequenceEqual(right[^AtOnce..]);
}
