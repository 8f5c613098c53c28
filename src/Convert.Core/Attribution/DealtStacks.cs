namespace Refold.Attribution;

/// <summary>The stacks made of a call graph, with their costs and the numbers of their last calls.</summary>
internal sealed class DealtStacks(int functionCount, int width)
{
    private readonly List<(int Node, int Place)> _samples = [];
    private readonly List<(int Node, int Entry, Int128 Count)> _calls = [];

    /// <summary>The frames of all stacks.</summary>
    public StackTree Tree { get; } = new(functionCount);

    /// <summary>The stacks with costs: the leaf frame and the position in its function.</summary>
    public IReadOnlyList<(int Node, int Place)> Samples => _samples;

    /// <summary>The costs of <see cref="Samples"/>.</summary>
    public CostTable Costs { get; } = new(width);

    /// <summary>
    /// The stacks that end with a call: the frame of the callee, the position entered, the number of calls.
    /// </summary>
    public IReadOnlyList<(int Node, int Entry, Int128 Count)> Calls => _calls;

    /// <summary>The sum of the lengths of all stacks.</summary>
    public long FrameCount { get; private set; }

    /// <summary>The number of stacks.</summary>
    public long StackCount => _samples.Count + (long)_calls.Count;

    /// <summary>Adds a stack with costs.</summary>
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
