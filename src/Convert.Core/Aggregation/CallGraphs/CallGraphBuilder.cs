using System.Numerics;

namespace Refold.Aggregation;

/// <summary>Makes nodes and edges of a profile's samples, of all frames or of some.</summary>
/// <typeparam name="T">A number that all sums fit into.</typeparam>
internal sealed class CallGraphBuilder<T>
    where T : struct, INumber<T>
{
    private const int StacksPerLook = 4096;

    private readonly Profile _profile;
    private readonly int _type;
    private readonly CancellationToken _cancellation;
    private readonly CallGraphFrames _frames;
    private readonly CallGraphTags _tags;
    private readonly T[] _values;

    /// <summary>Looks at a profile.</summary>
    public CallGraphBuilder(Profile profile, int type, FrameGranularity granularity, CancellationToken cancellation)
    {
        _profile = profile;
        _type = type;
        _cancellation = cancellation;
        _frames = new CallGraphFrames(profile, granularity);
        _tags = new CallGraphTags(profile);
        _values = new T[profile.StackCount + 1];
        foreach (Sample sample in profile.Samples)
        {
            _values[sample.Stack.Number] += T.CreateTruncating(sample[type]);
        }
    }

    /// <summary>
    /// The sum of all values without sign, those of equal labels and of stacks of the same nodes summed before; that of
    /// the base alone if the profile marks one.
    /// </summary>
    public Int128 SizeOfSums()
    {
        int[] paths = PathsOfStacks();
        return ReferenceTotals.SizeOfSums(_profile, _type, stack => paths[stack.Number]);
    }

    // Stacks of the same nodes have the same number.
    private int[] PathsOfStacks()
    {
        var numbers = new Dictionary<(int Caller, int Node), int>();
        var paths = new int[_values.Length];
        for (int stack = 1; stack < paths.Length; stack++)
        {
            Look(stack);
            ReadOnlySpan<LocationId> locations = _profile[new StackId(stack)];
            for (int i = locations.Length - 1; i >= 0; i--)
            {
                ReadOnlySpan<int> nodes = _frames.Of(locations[i]);
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

    /// <summary>What each node costs, by number.</summary>
    public CallGraphCost<T>[] Costs()
    {
        var costs = new CallGraphCost<T>[_frames.Count + 1];
        for (int stack = 1; stack < _values.Length; stack++)
        {
            Look(stack);
            ReadOnlySpan<LocationId> locations = T.IsZero(_values[stack]) ? default : _profile[new StackId(stack)];
            if (!locations.IsEmpty)
            {
                costs[_frames.Of(locations[0])[0]].AddFlat(_values[stack]);
                AddTo(costs, stack, locations);
            }
        }

        return costs;
    }

    private void AddTo(CallGraphCost<T>[] costs, int stack, ReadOnlySpan<LocationId> locations)
    {
        T value = _values[stack];
        ReadOnlySpan<int> alone = _frames.Alone;
        foreach (LocationId location in locations)
        {
            int node = alone[location.Number];
            if (node != 0)
            {
                costs[node].AddCum(value, stack);
                continue;
            }

            foreach (int other in _frames.Of(location))
            {
                costs[other].AddCum(value, stack);
            }
        }
    }

    /// <summary>The nodes that are wanted and cost something, with the edges between them.</summary>
    /// <param name="isShown">By number of the node, whether it is wanted.</param>
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

        _tags.GiveTo(nodes);
        Connect(nodes, sums);
        return [.. nodes.OfType<CallGraphNode>()];
    }

    private void AddStacks(CallGraphSums<T> sums)
    {
        for (int stack = 1; stack < _values.Length; stack++)
        {
            Look(stack);
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
            Look(row++);
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

    private CallGraphNode? NodeOf(int number, CallGraphCost<T> cost) =>
        !cost.IsAny ? null
        : new CallGraphNode(_frames[number], Int128.CreateTruncating(cost.Flat), Int128.CreateTruncating(cost.Cum))
        {
            Number = number,
        };

    private void Look(int number)
    {
        if (number % StacksPerLook == 0)
        {
            _cancellation.ThrowIfCancellationRequested();
        }
    }
}
