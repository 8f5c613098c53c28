using System.Numerics;
using Refold.Storage;

namespace Refold.Aggregation;

/// <summary>
/// Adds the values of samples to nodes and edges. A sample counts once for a node or edge, however often its stack
/// contains it.
/// </summary>
/// <typeparam name="T">A number type that holds all sums.</typeparam>
/// <param name="frames">The nodes.</param>
/// <param name="isShown">Whether a node is shown, by its number; other nodes are skipped in stacks.</param>
internal sealed class CallGraphSums<T>(CallGraphFrames frames, bool[] isShown)
    where T : struct, INumber<T>
{
    private const int NotShown = FrameTable.Several - 1;

    private readonly FrameCost<T>[] _costs = new FrameCost<T>[isShown.Length];

    // By caller: its last edge, since successive stacks mostly have the same calls.
    private readonly int[] _lastEdges = new int[isShown.Length];
    private readonly HashIndex _numbers = new();
    private readonly List<int> _nodes = [];
    private Edge[] _edges = new Edge[64];
    private readonly int[] _shown = ShownOf(frames, isShown);
    private int _sample;

    /// <summary>The number of edges; they are numbered from 1.</summary>
    public int EdgeCount { get; private set; }

    /// <summary>An edge.</summary>
    public ref readonly Edge this[int number] => ref _edges[number];

    /// <summary>The cost of a node.</summary>
    public FrameCost<T> Cost(int node) => _costs[node];

    /// <summary>Adds a value to the nodes and edges of a stack.</summary>
    /// <param name="stack">The stack, leaf first.</param>
    /// <param name="value">The value.</param>
    /// <returns>The node of the leaf; 0 if it is not shown.</returns>
    public int Add(ReadOnlySpan<LocationId> stack, T value)
    {
        _sample++;
        int caller = 0;
        bool isResidual = false;
        for (int i = stack.Length - 1; i >= 0; i--)
        {
            int single = _shown[stack[i].Number];
            if (single == NotShown)
            {
                isResidual = true;
                continue;
            }

            ReadOnlySpan<int> nodes = single != FrameTable.Several ? new(in single) : frames.Table[stack[i]];
            for (int inner = nodes.Length - 1; inner >= 0; inner--)
            {
                int node = nodes[inner];
                if (!isShown[node])
                {
                    isResidual = true;
                    continue;
                }

                _costs[node].AddCumulative(value, _sample);
                if (caller != 0 && caller != node)
                {
                    Call(caller, node, value, isResidual, isInlined: inner < nodes.Length - 1);
                }

                caller = node;
                isResidual = false;
            }
        }

        int leaf = isResidual ? 0 : caller;
        _costs[leaf].AddFlat(value);
        return leaf;
    }

    /// <summary>The distinct nodes of a stack.</summary>
    public List<int> NodesOf(ReadOnlySpan<LocationId> stack)
    {
        _nodes.Clear();
        _sample++;
        foreach (LocationId location in stack)
        {
            foreach (int node in frames.Table[location])
            {
                if (isShown[node] && _costs[node].TryEnter(_sample))
                {
                    _nodes.Add(node);
                }
            }
        }

        return _nodes;
    }

    // By location: its node, NotShown if that is not shown, Several if there are several.
    private static int[] ShownOf(CallGraphFrames frames, bool[] isShown) =>
        Array.ConvertAll(
            frames.Table.SingleFrames(), node => node == FrameTable.Several || isShown[node] ? node : NotShown);

    private void Call(int caller, int callee, T value, bool isResidual, bool isInlined)
    {
        int number = _lastEdges[caller];
        if (_edges[number].Callee != callee || number == 0)
        {
            number = NumberOf(caller, callee);
            _lastEdges[caller] = number;
        }

        ref Edge edge = ref _edges[number];
        if (edge.Sample != _sample)
        {
            edge.Sample = _sample;
            edge.Weight += value;
            edge.IsResidual |= isResidual;
            edge.IsInlined &= isInlined;
        }
    }

    private int NumberOf(int caller, int callee)
    {
        uint hash = RowHash.Combine(caller, callee);
        for (int at = _numbers.Start(hash); _numbers.Next(hash, ref at, out int number);)
        {
            if (_edges[number].Caller == caller && _edges[number].Callee == callee)
            {
                return number;
            }
        }

        EdgeCount++;
        if (EdgeCount == _edges.Length)
        {
            Array.Resize(ref _edges, EdgeCount * 2);
        }

        _edges[EdgeCount] = new Edge { Caller = caller, Callee = callee, IsInlined = true };
        _numbers.Add(hash, EdgeCount);
        return EdgeCount;
    }

    /// <summary>Calls of one node by another.</summary>
    internal struct Edge
    {
        /// <summary>The number of the caller.</summary>
        public int Caller;

        /// <summary>The number of the callee.</summary>
        public int Callee;

        /// <summary>The last sample that was added.</summary>
        public int Sample;

        /// <summary>The sum of the samples.</summary>
        public T Weight;

        /// <summary>Whether some call passes through nodes that are not shown.</summary>
        public bool IsResidual;

        /// <summary>Whether all calls are inlined.</summary>
        public bool IsInlined;
    }
}
