using System.Numerics;

namespace Refold.Aggregation;

/// <summary>Makes the nodes and edges of a call graph from samples, for all frames or for some.</summary>
/// <typeparam name="T">A number type that holds all sums.</typeparam>
internal sealed class CallGraphBuilder<T>
    where T : struct, INumber<T>
{
    private readonly Profile _profile;
    private readonly int _type;
    private readonly CancellationToken _cancellation;
    private readonly CallGraphFrames _frames;
    private readonly CallGraphTags _tags;
    private readonly T[] _values;

    /// <summary>Numbers the nodes of a profile.</summary>
    public CallGraphBuilder(Profile profile, int type, FrameGranularity granularity, CancellationToken cancellation)
    {
        _profile = profile;
        _type = type;
        _cancellation = cancellation;
        _frames = new CallGraphFrames(profile, granularity);
        _tags = new CallGraphTags(profile);
        _values = FrameCosts.SumByStack<T>(profile, type);
    }

    /// <summary>
    /// The sum of absolute values, after samples with equal labels and stacks of the same nodes are summed; of the base
    /// alone if one is marked.
    /// </summary>
    public Int128 SizeOfSums()
    {
        int[] paths = PathsOfStacks();
        return ReferenceTotals.SizeOfSums(_profile, _type, stack => paths[stack.Number]);
    }

    // By number of the stack: a number that stacks of the same nodes share.
    private int[] PathsOfStacks()
    {
        var numbers = new Dictionary<(int Caller, int Node), int>();
        var paths = new int[_values.Length];
        for (int stack = 1; stack < paths.Length; stack++)
        {
            _cancellation.ThrowIfCancellationRequested(stack);
            ReadOnlySpan<LocationId> locations = _profile[new StackId(stack)];
            for (int i = locations.Length - 1; i >= 0; i--)
            {
                ReadOnlySpan<int> nodes = _frames.Table[locations[i]];
                for (int inner = nodes.Length - 1; inner >= 0; inner--)
                {
                    (int, int) step = (paths[stack], nodes[inner]);
                    numbers.TryAdd(step, numbers.Count + 1);
                    paths[stack] = numbers[step];
                }
            }
        }

        return paths;
    }

    /// <summary>The cost of each node, by its number.</summary>
    public FrameCost<T>[] Costs() =>
        FrameCosts.Sum(_profile, _values, _frames.Table, _frames.Count + 1, _cancellation);

    /// <summary>Makes the shown nodes whose cost is not 0, with the edges between them.</summary>
    /// <param name="isShown">Whether a node is shown, by its number.</param>
    public List<CallGraphNode> Build(bool[] isShown)
    {
        var sums = new CallGraphSums<T>(_frames, isShown);
        if (_tags.Any)
        {
            AddSamples(sums);
        }
        else
        {
            AddStacks(sums);
        }

        var nodes = new CallGraphNode?[_frames.Count + 1];
        for (int i = 1; i < nodes.Length; i++)
        {
            nodes[i] = NodeOf(i, sums.Cost(i));
        }

        _tags.AddTo(nodes);
        Connect(nodes, sums);
        return [.. nodes.OfType<CallGraphNode>()];
    }

    private void AddStacks(CallGraphSums<T> sums)
    {
        for (int stack = 1; stack < _values.Length; stack++)
        {
            _cancellation.ThrowIfCancellationRequested(stack);
            if (!T.IsZero(_values[stack]))
            {
                sums.Add(_profile[new StackId(stack)], _values[stack]);
            }
        }
    }

    private void AddSamples(CallGraphSums<T> sums)
    {
        _tags.Clear();
        int row = 0;
        foreach (Sample sample in _profile.Samples)
        {
            _cancellation.ThrowIfCancellationRequested(row++);
            if (sample[_type] != 0)
            {
                ReadOnlySpan<LocationId> stack = _profile[sample.Stack];
                int leaf = sums.Add(stack, T.CreateTruncating(sample[_type]));
                _tags.Add(sample.Labels, sums.NodesOf(stack), leaf, sample[_type]);
            }
        }
    }

    private static void Connect(CallGraphNode?[] nodes, CallGraphSums<T> sums)
    {
        for (int i = 1; i <= sums.EdgeCount; i++)
        {
            ref readonly CallGraphSums<T>.Edge row = ref sums[i];
            if (nodes[row.Caller] is { } caller && nodes[row.Callee] is { } callee)
            {
                var edge = new CallGraphEdge(
                    caller, callee, Int128.CreateTruncating(row.Weight), row.IsResidual, row.IsInlined);
                caller.Outgoing.Add(edge);
                callee.Incoming.Add(edge);
            }
        }
    }

    private CallGraphNode? NodeOf(int number, FrameCost<T> cost) =>
        !cost.IsAny ? null
        : new CallGraphNode(
            _frames[number], Int128.CreateTruncating(cost.Flat), Int128.CreateTruncating(cost.Cumulative))
        {
            Number = number,
        };
}
