using Refold.Tables;

namespace Refold.Aggregation;

/// <summary>
/// The stacks of a profile merged from the root: every node is a frame name on top of its parent. Node 0 is the root
/// that all stacks stand on; a parent has a smaller number than its children, so one walk over the arrays, forwards or
/// backwards, reaches parents first or children first.
/// </summary>
public sealed class CallTree
{
    // A node mostly has one child, which it knows itself; only its other children are looked up by hash.
    private readonly SlotTable _otherChildren = new();

    // Samples end in few nodes: a node has the number of its row of values, from 1, or 0.
    private readonly List<Int128> _selves = [];
    private int[] _selfRows = new int[256];
    private int[] _parents = new int[256];
    private int[] _names = new int[256];
    private int[] _firstChildren = new int[256];

    // The path added last and its nodes: the next one mostly begins alike.
    private int[] _lastPath = new int[64];
    private int[] _lastNodes = new int[64];
    private int _lastDepth;

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
    public int Count { get; private set; } = 1;

    /// <summary>How many values each node has.</summary>
    public int Width { get; }

    /// <summary>The node below; 0, the root, is its own parent.</summary>
    public int Parent(int node) => _parents[node];

    /// <summary>The number of the name in <see cref="Names"/>; 0 for the root.</summary>
    public int Name(int node) => _names[node];

    /// <summary>The sum of the samples that end exactly here.</summary>
    public Int128 Self(int node, int column = 0) =>
        _selfRows[node] == 0 ? 0 : _selves[((_selfRows[node] - 1) * Width) + column];

    /// <summary>The tree of a profile's samples.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="names">The names of its frames.</param>
    /// <param name="types">The sample types, from 0, whose values the nodes get.</param>
    /// <param name="reversed">True to merge from the leaf instead of the root.</param>
    /// <param name="cancellation">Cancels the work.</param>
    public static CallTree Of(
        Profile profile,
        FrameNames names,
        ReadOnlySpan<int> types,
        bool reversed = false,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var tree = new CallTree(names, types.Length);
        var path = new CallPath(names, profile, reversed);
        var sums = new StackSums(profile, names, types);
        for (int i = 0; i < sums.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            tree.Add(path.Of(sums.Stack(i), sums.Root(i)), sums.Values(i));
        }

        return tree;
    }

    /// <summary>Adds values to the node that a path of names leads to, root first.</summary>
    public void Add(ReadOnlySpan<int> path, ReadOnlySpan<Int128> values)
    {
        int node = Node(path);
        if (_selfRows[node] == 0)
        {
            _selves.AddRange(values);
            _selfRows[node] = _selves.Count / Width;
            return;
        }

        int row = (_selfRows[node] - 1) * Width;
        for (int i = 0; i < Width; i++)
        {
            _selves[row + i] += values[i];
        }
    }

    /// <summary>The sums of the samples that end in each node or above it, by node.</summary>
    public Int128[] Totals(int column = 0)
    {
        var totals = new Int128[Count];
        for (int node = Count - 1; node > 0; node--)
        {
            totals[node] += Self(node, column);
            totals[_parents[node]] += totals[node];
        }

        totals[0] += Self(0, column);

        return totals;
    }

    private int Node(ReadOnlySpan<int> path)
    {
        int depth = path.CommonPrefixLength(_lastPath.AsSpan(0, _lastDepth));
        int node = depth == 0 ? 0 : _lastNodes[depth - 1];
        if (path.Length > _lastPath.Length)
        {
            Array.Resize(ref _lastPath, path.Length * 2);
            Array.Resize(ref _lastNodes, path.Length * 2);
        }

        path[depth..].CopyTo(_lastPath.AsSpan(depth));
        for (; depth < path.Length; depth++)
        {
            node = Child(node, path[depth]);
            _lastNodes[depth] = node;
        }

        _lastDepth = path.Length;
        return node;
    }

    private int Child(int parent, int name)
    {
        int first = _firstChildren[parent];
        if (first == 0)
        {
            first = Append(parent, name);
            _firstChildren[parent] = first;
            return first;
        }

        return _names[first] == name ? first : OtherChild(parent, name);
    }

    private int OtherChild(int parent, int name)
    {
        uint hash = ((uint)parent * 0x9E3779B1) ^ uint.RotateLeft((uint)name * 0x85EBCA6B, 16);
        for (int at = _otherChildren.Start(hash); _otherChildren.Next(hash, ref at, out int node);)
        {
            if (_parents[node] == parent && _names[node] == name)
            {
                return node;
            }
        }

        int added = Append(parent, name);
        _otherChildren.Add(hash, added);
        return added;
    }

    private int Append(int parent, int name)
    {
        if (Count == _parents.Length)
        {
            Array.Resize(ref _parents, Count * 2);
            Array.Resize(ref _names, Count * 2);
            Array.Resize(ref _firstChildren, Count * 2);
            Array.Resize(ref _selfRows, Count * 2);
        }

        _parents[Count] = parent;
        _names[Count] = name;
        return Count++;
    }
}
