using Refold.Storage;

namespace Refold.Aggregation;

/// <summary>
/// The stacks of a profile merged from the root: every node is a frame name on top of its parent. Node 0 is the root
/// that all stacks stand on; a parent has a smaller number than its children, so one walk over the nodes, forwards or
/// backwards, reaches parents first or children first.
/// </summary>
public sealed class CallTree
{
    private readonly RowStore<Node> _nodes = new();

    // A node mostly has one child, which it knows itself; only its other children are looked up by hash.
    private readonly HashIndex _otherChildren = new();

    // Samples end in few nodes; those have the number of the first of their values, others 0.
    private readonly RowStore<Int128> _selves = new();

    /// <summary>Starts a tree of nothing but the root.</summary>
    /// <param name="names">What the numbers of names mean.</param>
    /// <param name="width">How many values each node has, such as one, or two for a comparison.</param>
    public CallTree(FrameNames names, int width)
    {
        ArgumentNullException.ThrowIfNull(names);
        Names = names;
        Width = width;
    }

    /// <summary>What the numbers of names mean.</summary>
    public FrameNames Names { get; }

    /// <summary>How many nodes there are, the root among them.</summary>
    public int Count => _nodes.Count + 1;

    /// <summary>How many values each node has.</summary>
    public int Width { get; }

    /// <summary>True if the first value of a node is negative.</summary>
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

    /// <summary>The node below; 0, the root, is its own parent.</summary>
    public int Parent(int node) => _nodes[node].Parent;

    /// <summary>The number of the name in <see cref="Names"/>; 0 for the root.</summary>
    public int Name(int node) => _nodes[node].Name;

    /// <summary>The sum of the samples that end exactly here.</summary>
    public Int128 Self(int node, int column = 0) =>
        _nodes[node].Self is var first && first == 0 ? 0 : _selves[first + column];

    /// <summary>The tree of a profile's samples.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="names">The names of its frames.</param>
    /// <param name="types">The sample types, from 0, whose values the nodes get.</param>
    /// <param name="reversed">True to merge from the leaf instead of the root.</param>
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

            tree.Add(stacks.Of(samples.Stack(row), names.RootOf(samples.Labels(row))), values);
        }

        return tree;
    }

    /// <summary>The node of a name on top of another node, which is added if it is new.</summary>
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

    /// <summary>Adds values to those of the samples that end in a node.</summary>
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

    /// <summary>The sums of the samples that end in each node or above it, by node.</summary>
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
        uint hash = ((uint)parent * 0x9E3779B1) ^ uint.RotateLeft((uint)name * 0x85EBCA6B, 16);
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
