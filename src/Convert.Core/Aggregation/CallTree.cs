using Refold.Storage;

namespace Refold.Aggregation;

/// <summary>The stacks of a profile merged from the root; every node is a frame name below its parent.</summary>
/// <remarks>
/// <code>
/// main;f;g 3             node   0      1     2   3   4
/// main;f   2             name   (root) main  f   g   h
/// main;h   1             parent 0      0     1   2   1
///                        self   0      0     2   3   1
///                        total  6      6     5   3   1
/// </code>
/// Node 0 is the root of all stacks. A parent has a smaller number than its children, so a loop over the nodes,
/// forwards or backwards, reaches parents first or children first.
/// </remarks>
public sealed class CallTree
{
    private readonly RowStore<Node> _nodes = new();

    // Most nodes have one child, which is kept in the node; only further children need a look-up by hash.
    private readonly HashIndex _otherChildren = new();

    // The values of the nodes in which samples end, which are few. Node.Self is the number of the first, or 0.
    private readonly RowStore<Int128> _selves = new();

    /// <summary>Creates a tree with only the root.</summary>
    /// <param name="names">The names of the frames.</param>
    /// <param name="width">The number of values of each node: one, or two for a comparison.</param>
    public CallTree(FrameNames names, int width)
    {
        ArgumentNullException.ThrowIfNull(names);
        Names = names;
        Width = width;
    }

    /// <summary>The names of the frames, by number.</summary>
    public FrameNames Names { get; }

    /// <summary>The number of nodes, including the root.</summary>
    public int Count => _nodes.Count + 1;

    /// <summary>The number of values of each node.</summary>
    public int Width { get; }

    /// <summary>Whether the first value of some node is negative.</summary>
    public bool HasNegative
    {
        get
        {
            bool any = false;
            for (int i = 1; i <= _selves.Count && !any; i += Width)
            {
                any = _selves[i] < 0;
            }

            return any;
        }
    }

    /// <summary>The parent of a node; the root, 0, is its own parent.</summary>
    public int Parent(int node) => _nodes[node].Parent;

    /// <summary>The number of the name in <see cref="Names"/>; 0 for the root.</summary>
    public int Name(int node) => _nodes[node].Name;

    /// <summary>The sum of the samples that end in a node.</summary>
    public Int128 Self(int node, int column = 0) =>
        _nodes[node].Self is var first && first == 0 ? 0 : _selves[first + column];

    /// <summary>Creates the tree of a profile's samples.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="names">The names of its frames.</param>
    /// <param name="types">The indexes of the sample types whose values the nodes get, from 0.</param>
    /// <param name="reversed">Whether stacks are merged from the leaf instead of the root.</param>
    /// <param name="cancellation">Cancels the work.</param>
    public static CallTree Create(
        Profile profile,
        FrameNames names,
        ReadOnlySpan<int> types,
        bool reversed = false,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var tree = new CallTree(names, types.Length);
        var stacks = new StackNodeMap(tree, profile, reversed);
        var values = new Int128[types.Length];
        SampleTable samples = profile.Samples;
        for (int row = 0; row < samples.Count; row++)
        {
            cancellation.ThrowIfCancellationRequested(row);
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = samples.Value(row, types[i]);
            }

            tree.Add(stacks.Find(samples.Stack(row), names.RootOf(samples.Labels(row))), values);
        }

        return tree;
    }

    /// <summary>Returns the child of a node with a name; adds it if it is new.</summary>
    public int Child(int parent, int name)
    {
        ref readonly Node row = ref _nodes[parent];
        if (row.FirstChild == 0)
        {
            int first = _nodes.Append(new Node(parent, name, 0, 0));
            _nodes.Replace(parent, _nodes[parent] with { FirstChild = first });
            return first;
        }

        return _nodes[row.FirstChild].Name == name ? row.FirstChild : OtherChild(parent, name);
    }

    /// <summary>Adds the values of a sample that ends in a node.</summary>
    public void Add(int node, ReadOnlySpan<Int128> values)
    {
        int first = _nodes[node].Self;
        if (first == 0)
        {
            _nodes.Replace(node, _nodes[node] with { Self = _selves.Count + 1 });
            foreach (Int128 value in values)
            {
                _selves.Append(value);
            }

            return;
        }

        for (int i = 0; i < values.Length; i++)
        {
            _selves.Replace(first + i, _selves[first + i] + values[i]);
        }
    }

    /// <summary>The sums of the samples that end in each node or its descendants, by node.</summary>
    public Int128[] Totals(int column = 0)
    {
        var totals = new Int128[Count];
        for (int node = Count - 1; node > 0; node--)
        {
            totals[node] += Self(node, column);
            totals[Parent(node)] += totals[node];
        }

        totals[0] += Self(0, column);
        return totals;
    }

    private int OtherChild(int parent, int name)
    {
        uint hash = RowHash.Combine(parent, name);
        for (int at = _otherChildren.Start(hash); _otherChildren.Next(hash, ref at, out int node);)
        {
            ref readonly Node row = ref _nodes[node];
            if (row.Parent == parent && row.Name == name)
            {
                return node;
            }
        }

        int added = _nodes.Append(new Node(parent, name, 0, 0));
        _otherChildren.Add(hash, added);
        return added;
    }

    private readonly record struct Node(int Parent, int Name, int FirstChild, int Self);
}
