using System.Runtime.InteropServices;

namespace Refold.Formats.FlameGraph;

/// <summary>Merges stacks into a <see cref="FrameTree"/>.</summary>
internal sealed class FrameTreeBuilder
{
    private readonly bool _keepsOrder;
    private readonly Dictionary<(int Parent, int Name), int> _children = [];
    private readonly List<int> _parents = [-1];
    private readonly List<int> _nameIds = [0];
    private readonly List<Int128> _widths = [0];
    private readonly List<Int128> _values = [0];
    private readonly List<Int128> _deltas = [0];
    private readonly List<Int128> _starts = [0];

    // The path of the stack added last, its root first: the next one often shares most of it.
    private readonly List<int> _path = [0];
    private Int128 _time;
    private bool _hasNegative;

    /// <summary>Starts an empty tree.</summary>
    /// <param name="keepsOrder">True if only stacks that follow one another are merged.</param>
    public FrameTreeBuilder(bool keepsOrder) => _keepsOrder = keepsOrder;

    /// <summary>Adds a stack.</summary>
    /// <param name="names">Its frames, the root's side first.</param>
    /// <param name="width">How wide it is; not negative.</param>
    /// <param name="value">What it counts.</param>
    /// <param name="delta">By how much that has changed.</param>
    public void Add(ReadOnlySpan<int> names, Int128 width, Int128 value, Int128 delta)
    {
        int shared = 0;
        while (shared < names.Length && shared + 1 < _path.Count && _nameIds[_path[shared + 1]] == names[shared])
        {
            shared++;
        }

        CollectionsMarshal.SetCount(_path, shared + 1);
        foreach (int name in names[shared..])
        {
            _path.Add(Child(_path[^1], name));
        }

        int leaf = _path[^1];
        _widths[leaf] += width;
        _values[leaf] += value;
        _deltas[leaf] += delta;
        _time += width;
        _hasNegative |= value < 0;
    }

    /// <summary>The tree of all stacks added.</summary>
    /// <param name="deltas">True if it is differential; if not, it is all the same if a value is negative.</param>
    /// <param name="sumsDeltas">True if a node's change is that of all it called, too.</param>
    public FrameTree Build(bool deltas, bool sumsDeltas)
    {
        int[] parents = [.. _parents];
        return new FrameTree
        {
            Count = parents.Length,
            Parents = parents,
            NameIds = [.. _nameIds],
            Selves = [.. _widths],
            Widths = Sum(parents, _widths),
            Values = Sum(parents, _values),
            Deltas = !deltas && !_hasNegative ? null : sumsDeltas ? Sum(parents, _deltas) : [.. _deltas],
            Starts = _keepsOrder ? [.. _starts] : null,
        };
    }

    // Children come after their parents, so one walk backwards is enough.
    private static Int128[] Sum(int[] parents, List<Int128> selves)
    {
        Int128[] sums = [.. selves];
        for (int node = sums.Length - 1; node > 0; node--)
        {
            sums[parents[node]] += sums[node];
        }

        return sums;
    }

    private int Child(int parent, int name)
    {
        if (_keepsOrder)
        {
            return Append(parent, name);
        }

        ref int node = ref CollectionsMarshal.GetValueRefOrAddDefault(_children, (parent, name), out bool exists);
        if (!exists)
        {
            node = Append(parent, name);
        }

        return node;
    }

    private int Append(int parent, int name)
    {
        _parents.Add(parent);
        _nameIds.Add(name);
        _widths.Add(0);
        _values.Add(0);
        _deltas.Add(0);
        _starts.Add(_time);
        return _parents.Count - 1;
    }
}
