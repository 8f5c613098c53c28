namespace Refold.Aggregation;

/// <summary>Makes nodes and edges of a profile's samples, of all frames or of some.</summary>
internal sealed class CallGraphBuilder
{
    private const int StacksPerLook = 4096;

    private readonly Profile _profile;
    private readonly int _type;
    private readonly CancellationToken _cancellation;
    private readonly CallGraphFrames _frames;
    private readonly CallGraphTags _tags;
    private readonly Int128[] _values;

    /// <summary>Looks at a profile.</summary>
    public CallGraphBuilder(Profile profile, int type, FrameGranularity granularity, CancellationToken cancellation)
    {
        _profile = profile;
        _type = type;
        _cancellation = cancellation;
        _frames = new CallGraphFrames(profile, granularity);
        _tags = new CallGraphTags(profile);
        _values = new Int128[profile.StackCount + 1];
        foreach (Sample sample in profile.Samples)
        {
            _values[sample.Stack.Number] += sample[type];
        }
    }

    /// <summary>The sum of all values without sign, or of those that a difference marks as its base's.</summary>
    public long Total()
    {
        bool[] isBase = new bool[_profile.LabelSetCount + 1];
        for (int i = 1; i < isBase.Length; i++)
        {
            isBase[i] = IsBase(_profile[new LabelSetId(i)]);
        }

        Int128 total = 0;
        Int128 baseline = 0;
        foreach (Sample sample in _profile.Samples)
        {
            Int128 size = Int128.Abs(sample[_type]);
            total += size;
            baseline += isBase[sample.Labels.Number] ? size : 0;
        }

        return Whole(baseline > 0 ? baseline : total);
    }

    /// <summary>What each node costs, by number, without edges; null for nodes that cost nothing.</summary>
    public CallGraphNode?[] Totals()
    {
        Int128[] flats = new Int128[_frames.Count + 1];
        Int128[] cums = new Int128[_frames.Count + 1];
        int[] seen = new int[_frames.Count + 1];
        for (int stack = 1; stack < _values.Length; stack++)
        {
            Look(stack);
            Int128 value = _values[stack];
            ReadOnlySpan<LocationId> locations = value == 0 ? default : _profile.Frames(new StackId(stack));
            foreach (LocationId location in locations)
            {
                foreach (int node in _frames.Of(location))
                {
                    cums[node] += seen[node] == stack ? 0 : value;
                    seen[node] = stack;
                }
            }

            flats[locations.IsEmpty ? 0 : _frames.Of(locations[0])[0]] += value;
        }

        var nodes = new CallGraphNode?[_frames.Count + 1];
        for (int i = 1; i < nodes.Length; i++)
        {
            nodes[i] = NodeOf(i, flats[i], cums[i]);
        }

        return nodes;
    }

    /// <summary>The nodes that are wanted and cost something, with the edges between them.</summary>
    /// <param name="isShown">By number of the node, whether it is wanted.</param>
    public List<CallGraphNode> Build(bool[] isShown)
    {
        var sums = new CallGraphSums(_frames, isShown);
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
            nodes[i] = NodeOf(i, sums.Flat(i), sums.Cum(i));
        }

        _tags.GiveTo(nodes);
        Connect(nodes, sums);
        return [.. nodes.OfType<CallGraphNode>()];
    }

    private void AddStacks(CallGraphSums sums)
    {
        for (int stack = 1; stack < _values.Length; stack++)
        {
            Look(stack);
            if (_values[stack] != 0)
            {
                sums.Add(_profile.Frames(new StackId(stack)), _values[stack]);
            }
        }
    }

    private void AddSamples(CallGraphSums sums)
    {
        _tags.Clear();
        int row = 0;
        foreach (Sample sample in _profile.Samples)
        {
            Look(row++);
            if (sample[_type] != 0)
            {
                ReadOnlySpan<LocationId> stack = _profile.Frames(sample.Stack);
                int leaf = sums.Add(stack, sample[_type]);
                _tags.Add(sample.Labels, sums.NodesOf(stack), leaf, sample[_type]);
            }
        }
    }

    private static void Connect(CallGraphNode?[] nodes, CallGraphSums sums)
    {
        for (int i = 1; i <= sums.EdgeCount; i++)
        {
            ref readonly CallGraphSums.Edge row = ref sums[i];
            if (nodes[row.Caller] is { } caller && nodes[row.Callee] is { } callee)
            {
                var edge = new CallGraphEdge(caller, callee, Whole(row.Weight), row.IsResidual, row.IsInlined);
                caller.Outgoing.Add(edge);
                callee.Incoming.Add(edge);
            }
        }
    }

    private CallGraphNode? NodeOf(int number, Int128 flat, Int128 cum) =>
        flat == 0 && cum == 0 ? null : new CallGraphNode(_frames[number], Whole(flat), Whole(cum));

    private bool IsBase(ReadOnlySpan<Label> labels)
    {
        foreach (Label label in labels)
        {
            if (label.Kind == LabelKind.Text && _profile.Text(label.Key) == ProfileDiffer.BaseKey)
            {
                return _profile.Text(label.Text) == ProfileDiffer.BaseText;
            }
        }

        return false;
    }

    private void Look(int number)
    {
        if (number % StacksPerLook == 0)
        {
            _cancellation.ThrowIfCancellationRequested();
        }
    }

    private static long Whole(Int128 value) => (long)Int128.Clamp(value, long.MinValue, long.MaxValue);
}
