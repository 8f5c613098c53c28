using System.Runtime.InteropServices;
using Refold.Aggregation;

namespace Refold.Formats.FlameGraph;

/// <summary>
/// Stacks in the order of the samples: a frame goes on only as long as each next sample has it too, on the same frames.
/// </summary>
internal sealed class FlameChart : FrameTree
{
    // How many samples are added between two looks at the cancellation token.
    private const int SamplesPerLook = 4096;

    private readonly List<int> _parents = [0];
    private readonly List<int> _names = [0];
    private readonly List<Int128> _starts = [0];
    private readonly List<FrameMeasure> _selves = [default];
    private FrameMeasure[] _totals = [];

    // The nodes of the last sample's stack, the root first.
    private readonly List<int> _open = [0];
    private Int128 _time;

    private FlameChart(FrameNames names)
        : base(names)
    {
    }

    /// <inheritdoc/>
    public override int Count => _parents.Count;

    /// <inheritdoc/>
    public override bool HasNegative => _selves.Exists(m => m.Value < 0);

    /// <summary>The chart of a profile.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static FlameChart Create(
        Profile profile,
        FrameNames names,
        FrameCut cut,
        Func<Sample, FrameMeasure> measure,
        CancellationToken cancellation)
    {
        var chart = new FlameChart(names);
        var frames = new List<int>();
        int count = 0;
        foreach (Sample sample in profile.Samples)
        {
            if (count++ % SamplesPerLook == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            Span<int> path = Path(profile, names, sample, frames);
            if (cut.Apply(ref path))
            {
                chart.Add(path, measure(sample));
            }
        }

        chart.SumTotals();
        return chart;
    }

    /// <inheritdoc/>
    public override int Parent(int node) => _parents[node];

    /// <inheritdoc/>
    public override FrameMeasure Self(int node) => _selves[node];

    /// <inheritdoc/>
    public override FrameMeasure Total(int node) => _totals[node];

    /// <inheritdoc/>
    public override Int128 Width(int node) => _totals[node].Width;

    /// <inheritdoc/>
    public override Int128? Start(int node) => _starts[node];

    /// <inheritdoc/>
    protected override int NameNumber(int node) => _names[node];

    private static Span<int> Path(Profile profile, FrameNames names, Sample sample, List<int> frames)
    {
        frames.Clear();
        foreach (LocationId location in profile[sample.Stack])
        {
            frames.AddRange(names.Of(location));
        }

        if (names.RootOf(sample.Labels) is not 0 and int root)
        {
            frames.Add(root);
        }

        frames.Reverse();
        return CollectionsMarshal.AsSpan(frames);
    }

    private void Add(ReadOnlySpan<int> path, FrameMeasure measure)
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
            _starts.Add(_time);
            _selves.Add(default);
            _open.Add(_parents.Count - 1);
        }

        _selves[_open[^1]] += measure;
        _time += measure.Width;
    }

    private void SumTotals()
    {
        _totals = [.. _selves];
        for (int node = _totals.Length - 1; node > 0; node--)
        {
            _totals[_parents[node]] += _totals[node];
        }
    }
}
