namespace Refold.Formats.FlameGraph;

/// <summary>
/// Where each frame of a tree is drawn. Frames thinner than the minimum, and so all above them, are left out before
/// anything is sorted or written.
/// </summary>
internal sealed class FlameGraphLayout
{
    private readonly FrameTree _tree;
    private readonly FrameOrder _order;
    private readonly bool[] _isWide;
    private readonly Stack<FlameGraphBox> _waiting = new();
    private readonly List<FlameGraphBox> _boxes = [];

    // The children of node n are _children[_ends[n - 1].._ends[n]]; only nodes that are drawn have any.
    private readonly int[] _ends;
    private readonly int[] _children;

    // Scratch: where the children of one node begin.
    private Int128[] _offsets = new Int128[64];

    private FlameGraphLayout(FrameTree tree, double minWidth)
    {
        _tree = tree;
        _order = new FrameOrder(tree);
        _isWide = new bool[tree.Count];
        for (int node = 0; node < _isWide.Length; node++)
        {
            Int128 width = tree.Width(node);
            _isWide[node] = width > 0 && (double)width >= minWidth;
        }

        _ends = new int[tree.Count];
        _children = FindChildren();
    }

    /// <summary>The frames to draw: each before its children, children from left to right.</summary>
    /// <param name="tree">The stacks.</param>
    /// <param name="minWidth">Frames below it are not drawn; in the unit of the tree's widths.</param>
    public static List<FlameGraphBox> Create(FrameTree tree, double minWidth)
    {
        var layout = new FlameGraphLayout(tree, minWidth);
        if (layout._isWide[0])
        {
            layout._waiting.Push(default);
        }

        while (layout._waiting.TryPop(out FlameGraphBox box))
        {
            layout._boxes.Add(box);
            layout.PlaceChildren(box);
        }

        return layout._boxes;
    }

    // A counting sort by parent.
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

        // While they are filled, ends run from where a node's children begin to where they end.
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

    private void PlaceChildren(FlameGraphBox box)
    {
        Span<int> children = _children.AsSpan((box.Node == 0 ? 0 : _ends[box.Node - 1]).._ends[box.Node]);
        int wide = MoveWideToFront(children);
        if (wide == 0)
        {
            return;
        }

        ReadOnlySpan<Int128> offsets = Offsets(children, wide, box);
        bool isWaker = box.IsWaker || _tree.Name(box.Node).SequenceEqual("--"u8);
        for (int i = wide - 1; i >= 0; i--)
        {
            _waiting.Push(new FlameGraphBox(children[i], box.Depth + 1, offsets[i], isWaker));
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

    // In a merged tree a frame's own samples lie at its left, its children side by side to the right of them. Thin ones
    // take their room too, so each is looked up among the wide ones.
    private ReadOnlySpan<Int128> Offsets(Span<int> children, int wide, FlameGraphBox box)
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
            int place = children[..wide].BinarySearch(thin, _order);
            offsets[place < 0 ? ~place : place] += _tree.Width(thin);
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
