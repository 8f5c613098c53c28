namespace Refold.Attribution;

/// <summary>Adds the stacks made of a call graph to a profile, as samples.</summary>
/// <remarks>
/// Stacks longer than the maximum lose frames in their middle, since roots and leaves matter most:
/// <code>
/// main a b c d e f      maxDepth 4      ─►      main a e f
/// </code>
/// </remarks>
/// <param name="builder">The profile.</param>
/// <param name="stacks">The stacks.</param>
/// <param name="places">The location of each position.</param>
/// <param name="maxDepth">The maximum length of a stack.</param>
internal sealed class StackEmitter(
    ProfileBuilder builder, DealtStacks stacks, IReadOnlyList<LocationId> places, int maxDepth)
{
    private readonly List<LocationId> _frames = [];
    private Int128[] _left = [];
    private long[] _values = [];

    /// <summary>Adds a sample for each stack with costs.</summary>
    /// <param name="costs">The tables of costs, with the column of each event.</param>
    /// <param name="cancellation">Cancels the work.</param>
    public void AddCosts((CostTable Costs, int[] Columns)[] costs, CancellationToken cancellation)
    {
        _left = new Int128[builder.SampleTypes.Count];
        _values = new long[_left.Length];
        for (int i = 0; i < stacks.Samples.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach ((CostTable table, int[] columns) in costs)
            {
                for (int e = 0; e < columns.Length; e++)
                {
                    _left[columns[e]] += table[i][e];
                }
            }

            (int node, int place) = stacks.Samples[i];
            Add(node, places[place]);
        }
    }

    /// <summary>Adds a sample for each stack whose last call was counted.</summary>
    /// <param name="column">The column of the numbers.</param>
    /// <param name="cancellation">Cancels the work.</param>
    public void AddCalls(int column, CancellationToken cancellation)
    {
        foreach ((int node, int entry, Int128 count) in stacks.Calls)
        {
            cancellation.ThrowIfCancellationRequested();
            _left[column] = count;
            Add(node, places[entry]);
        }
    }

    // A value of a sample has 64 bits; a larger sum is divided among several samples.
    private void Add(int node, LocationId leaf)
    {
        bool isLeft = _left.AsSpan().ContainsAnyExcept(Int128.Zero);
        StackId stack = isLeft ? StackOf(node, leaf) : default;
        while (isLeft)
        {
            isLeft = false;
            for (int i = 0; i < _left.Length; i++)
            {
                _values[i] = (long)Int128.Clamp(_left[i], -long.MaxValue, long.MaxValue);
                _left[i] -= _values[i];
                isLeft |= _left[i] != 0;
            }

            builder.AddSample(stack, _values);
        }
    }

    private StackId StackOf(int node, LocationId leaf)
    {
        int depth = stacks.Tree.Depth(node);
        int gapStart = depth <= maxDepth ? int.MaxValue : (maxDepth + 1) / 2;
        int gapEnd = depth - (maxDepth / 2);
        _frames.Clear();
        _frames.Add(leaf);
        for (int i = 1; stacks.Tree.Parent(node) >= 0; i++)
        {
            if (i == gapStart)
            {
                i = gapEnd;
                node = stacks.Tree.Ancestor(node, depth - gapEnd + 1);
            }

            if (stacks.Tree.Parent(node) >= 0)
            {
                _frames.Add(places[stacks.Tree.Site(node)]);
                node = stacks.Tree.Parent(node);
            }
        }

        return builder.AddStack(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_frames));
    }
}
