namespace Refold.Attribution;

/// <summary>The stacks of a graph, with what each costs and how often its last call was made.</summary>
internal sealed class DealtStacks(int functionCount, int width)
{
    private readonly List<(int Node, int Place)> _samples = [];
    private readonly List<(int Node, int Entry, Int128 Count)> _calls = [];

    /// <summary>The frames.</summary>
    public StackTree Tree { get; } = new(functionCount);

    /// <summary>The stacks that cost something: the frame and the position in its function.</summary>
    public IReadOnlyList<(int Node, int Place)> Samples => _samples;

    /// <summary>The costs of <see cref="Samples"/>.</summary>
    public CostTable Costs { get; } = new(width);

    /// <summary>
    /// The stacks that end with a call: the frame of the callee, the position entered, the number of calls.
    /// </summary>
    public IReadOnlyList<(int Node, int Entry, Int128 Count)> Calls => _calls;

    /// <summary>The number of frames of all stacks, written out.</summary>
    public long FrameCount { get; private set; }

    /// <summary>The number of stacks.</summary>
    public long StackCount => _samples.Count + (long)_calls.Count;

    /// <summary>Adds a stack that costs something.</summary>
    public void AddSample(int node, int place, ReadOnlySpan<Int128> costs)
    {
        _samples.Add((node, place));
        _ = Costs.Add(costs);
        FrameCount += Tree.Depth(node);
    }

    /// <summary>Adds calls to the stack that ends with the callee.</summary>
    public void AddCalls(int node, int entry, Int128 count)
    {
        if (count > 0)
        {
            _calls.Add((node, entry, count));
            FrameCount += Tree.Depth(node);
        }
    }
}
