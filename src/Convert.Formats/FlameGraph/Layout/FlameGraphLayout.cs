namespace Refold.Formats.FlameGraph;

/// <summary>Computes the position of each frame of a tree that is wide enough to be drawn.</summary>
/// <remarks>
/// <code>
/// main 10 = 2 of its own + callees a 3, b 1, c 4;  minimum width 2
///
///         ┌────────┐   ┌───────────┐
///         │   a    │   │     c     │      callees are sorted by name, to the right of main's own samples
///   ┌─────┴────────┴───┴───────────┤
///   │            main              │      b is too thin to be drawn, but leaves its gap
///   └──────────────────────────────┘
///   0     2        5   6          10
/// </code>
/// A frame below the minimum is not drawn, and neither are its callees, which are not wider. These frames are
/// discarded first: in a large profile they are nearly all, and only the rest is sorted.
/// </remarks>
internal sealed class FlameGraphLayout
{
    private readonly DrawnTree _tree;
    private readonly SiblingOrder _order;
    private readonly bool[] _isWide;
    private readonly Stack<FrameBox> _pending = new();
    private readonly List<FrameBox> _boxes = [];

    // The children of node n are _children[_ends[n - 1].._ends[n]]; nodes that are not drawn have none here.
    private readonly int[] _ends;
    private readonly int[] _children;

    // Scratch for GetOffsets: the left edges of the children of one node.
    private Int128[] _offsets = new Int128[64];

    private FlameGraphLayout(DrawnTree tree, double minWidth)
    {
        _tree = tree;
        _order = new SiblingOrder(tree);
        _isWide = new bool[tree.Count];
        for (int node = 0; node < _isWide.Length; node++)
        {
            Int128 width = tree.Width(node);
            _isWide[node] = width > 0 && (double)width >= minWidth;
        }

        _ends = new int[tree.Count];
        _children = FindChildren();
    }

    /// <summary>Lays out a tree: each frame before its callees, callees from left to right.</summary>
    /// <param name="tree">The stacks.</param>
    /// <param name="minWidth">The least width of a drawn frame, in the unit of the tree's widths.</param>
    public static List<FrameBox> Arrange(DrawnTree tree, double minWidth)
    {
        var layout = new FlameGraphLayout(tree, minWidth);
        if (layout._isWide[0])
        {
            layout._pending.Push(default);
        }

        while (layout._pending.TryPop(out FrameBox box))
        {
            layout._boxes.Add(box);
            layout.PlaceChildren(box);
        }

        return layout._boxes;
    }

    // A counting sort of all nodes by parent.
    private int[] FindChildren()
    {
        for (int node = 1; node < _ends.Length; node++)
        {
            _ends[_tree.Parent(node)] += _isWide[_tree.Parent(node)] ? 1 : 0;
        }

        int sum = 0;
        foreach (ref int end in _ends.AsSpan())
        {
            (end, sum) = (sum, sum + end);
        }

        // _ends[n] is now the start of the children of n; adding each child moves it on to their end.
        int[] children = new int[sum];
        for (int node = 1; node < _ends.Length; node++)
        {
            if (_isWide[_tree.Parent(node)])
            {
                children[_ends[_tree.Parent(node)]++] = node;
            }
        }

        return children;
    }

    private void PlaceChildren(FrameBox box)
    {
        Span<int> children = _children.AsSpan((box.Node == 0 ? 0 : _ends[box.Node - 1]).._ends[box.Node]);
        int wide = MoveWideToFront(children);
        if (wide == 0)
        {
            return;
        }

        ReadOnlySpan<Int128> offsets = GetOffsets(children, wide, box);
        bool isWaker = box.IsWaker || _tree.Name(box.Node).SequenceEqual("--"u8);
        for (int i = wide - 1; i >= 0; i--)
        {
            _pending.Push(new FrameBox(children[i], box.Depth + 1, offsets[i], isWaker));
        }
    }

    private int MoveWideToFront(Span<int> children)
    {
        int wide = 0;
        for (int i = 0; i < children.Length; i++)
        {
            if (_isWide[children[i]])
            {
                (children[wide], children[i]) = (children[i], children[wide]);
                wide++;
            }
        }

        return wide;
    }

    // In a merged tree the children follow the frame's own samples, side by side. Thin children keep their gap: each is
    // searched among the sorted wide ones, and its width is added before the next one.
    private ReadOnlySpan<Int128> GetOffsets(Span<int> children, int wide, FrameBox box)
    {
        Array.Resize(ref _offsets, Math.Max(_offsets.Length, wide + 1));
        Span<Int128> offsets = _offsets.AsSpan(0, wide + 1);
        if (_tree.Start(children[0]) is not null)
        {
            children[..wide].Sort();
            for (int i = 0; i < wide; i++)
            {
                offsets[i] = _tree.Start(children[i]) ?? 0;
            }

            return offsets;
        }

        children[..wide].Sort(_order);
        offsets.Clear();
        foreach (int thin in children[wide..])
        {
            int index = children[..wide].BinarySearch(thin, _order);
            offsets[index < 0 ? ~index : index] += _tree.Width(thin);
        }

        Int128 next = box.Start + _tree.Self(box.Node).Width;
        for (int i = 0; i < wide; i++)
        {
            offsets[i] += next;
            next = offsets[i] + _tree.Width(children[i]);
        }

        return offsets;
    }
}
