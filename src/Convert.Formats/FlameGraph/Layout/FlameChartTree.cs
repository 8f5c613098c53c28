using System.Runtime.InteropServices;
using Refold.Aggregation;

namespace Refold.Formats.FlameGraph;

/// <summary>
/// The tree of a flame chart: stacks in the order of the samples, where a frame continues only while each following
/// sample has it on top of the same callers.
/// </summary>
/// <remarks>
/// <code>
/// samples in order:  b;x 1   b;y 2   b 1   b;y 3   a 1   b 1
///
///      ┌─┬────┐ ┌──────┐
///      │x│ y  │ │  y   │          two frames y: between them b itself was the leaf
///      ├─┴────┴─┴──────┼──┬──┐
///      │       b       │a │b │    two frames b: a was between them
///      └───────────────┴──┴──┘
///      0 1    3 4      7  8  9
/// </code>
/// </remarks>
internal sealed class FlameChartTree : DrawnTree
{
    private readonly List<int> _parents = [0];
    private readonly List<int> _names = [0];
    private readonly List<Int128> _starts = [0];
    private readonly List<FrameWeight> _flat = [default];
    private FrameWeight[] _totals = [];

    // The nodes of the previous sample's stack, root first.
    private readonly List<int> _open = [0];

    // The sum of the widths of the samples so far: the left edge of the next sample.
    private Int128 _next;

    private FlameChartTree(FrameNames names)
        : base(names)
    {
    }

    /// <inheritdoc/>
    public override int Count => _parents.Count;

    /// <inheritdoc/>
    public override bool HasNegative => _flat.Exists(m => m.Value < 0);

    /// <summary>Builds the chart of a profile.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static FlameChartTree Create(
        Profile profile,
        FrameNames names,
        StackTrimmer trimmer,
        Func<Sample, FrameWeight> weigh,
        CancellationToken cancellation)
    {
        var chart = new FlameChartTree(names);
        var frames = new List<int>();
        long row = 0;
        foreach (Sample sample in FlameChartThreads.Group(profile, names))
        {
            cancellation.ThrowIfCancellationRequested(row++);
            Span<int> path = GetPath(profile, names, sample, frames);
            if (trimmer.TryTrim(ref path))
            {
                chart.Add(path, weigh(sample));
            }
        }

        chart.SumTotals();
        return chart;
    }

    /// <inheritdoc/>
    public override int Parent(int node) => _parents[node];

    /// <inheritdoc/>
    public override FrameWeight Self(int node) => _flat[node];

    /// <inheritdoc/>
    public override FrameWeight Total(int node) => _totals[node];

    /// <inheritdoc/>
    public override Int128 Width(int node) => _totals[node].Width;

    /// <inheritdoc/>
    public override Int128? Start(int node) => _starts[node];

    /// <inheritdoc/>
    protected override int NameNumber(int node) => _names[node];

    private static Span<int> GetPath(Profile profile, FrameNames names, Sample sample, List<int> frames)
    {
        frames.Clear();
        foreach (LocationId location in profile[sample.Stack])
        {
            frames.AddRange(names.NamesOf(location));
        }

        if (names.RootOf(sample.Labels) is not 0 and int root)
        {
            frames.Add(root);
        }

        frames.Reverse();
        return CollectionsMarshal.AsSpan(frames);
    }

    private void Add(ReadOnlySpan<int> path, FrameWeight weight)
    {
        int shared = 0;
        while (shared < path.Length && shared + 1 < _open.Count && _names[_open[shared + 1]] == path[shared])
        {
            shared++;
        }

        _open.RemoveRange(shared + 1, _open.Count - shared - 1);
        foreach (int name in path[shared..])
        {
            _parents.Add(_open[^1]);
            _names.Add(name);
            _starts.Add(_next);
            _flat.Add(default);
            _open.Add(_parents.Count - 1);
        }

        _flat[_open[^1]] += weight;
        _next += weight.Width;
    }

    private void SumTotals()
    {
        _totals = [.. _flat];
        for (int node = _totals.Length - 1; node > 0; node--)
        {
            _totals[_parents[node]] += _totals[node];
        }
    }
}
