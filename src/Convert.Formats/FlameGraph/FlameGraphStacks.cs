using System.Runtime.InteropServices;

namespace Refold.Formats.FlameGraph;

/// <summary>From the samples of a profile to the tree that is drawn.</summary>
internal sealed class FlameGraphStacks
{
    // How many samples are added between two looks at the cancellation token.
    private const int SamplesPerLook = 4096;

    private readonly Profile _profile;
    private readonly FlameGraphOptions _options;
    private readonly FlameGraphColumns _columns;
    private readonly FrameNameTable _names;
    private readonly HashSet<int> _base;
    private readonly List<int> _path = [];

    public FlameGraphStacks(
        Profile profile, FlameGraphOptions options, FlameGraphColumns columns, FrameNameTable names)
    {
        _profile = profile;
        _options = options;
        _columns = columns;
        _names = names;
        _base = [.. options.Base.Select(name => names.Add(Refold.Tables.Utf8Text.Encode(name)))];
    }

    /// <summary>Merges all samples.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public FrameTree Merge(CancellationToken cancellation)
    {
        var builder = new FrameTreeBuilder(_options.FlameChart);
        int count = 0;
        foreach (Sample sample in _profile.Samples)
        {
            if (count++ % SamplesPerLook == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            if (FindPath(sample.Stack))
            {
                Add(builder, sample);
            }
        }

        return builder.Build(_columns.Before >= 0, _options.Difference != FlameGraphDifference.Self);
    }

    // False if the stack has none of the functions that are asked for.
    private bool FindPath(StackId stack)
    {
        _path.Clear();
        bool found = _base.Count == 0;
        foreach (LocationId location in _profile.Frames(stack))
        {
            foreach (ref readonly Line line in _profile[location].Lines)
            {
                int name = _names.Add(_profile[_profile[line.Function].Name].ToArray());
                _path.Add(name);
                if (_base.Contains(name))
                {
                    _path.Reverse(0, _options.Reverse ? 0 : _path.Count);
                    return true;
                }
            }
        }

        if (!_options.Reverse)
        {
            _path.Reverse();
        }

        return found;
    }

    private void Add(FrameTreeBuilder builder, Sample sample)
    {
        Span<int> path = CollectionsMarshal.AsSpan(_path);
        Int128 after = sample[_columns.After];
        if (_columns.Before < 0)
        {
            // A profile that is a difference has negative values; how large they are is how wide they are.
            builder.Add(path, Int128.Abs(after), after, after);
            return;
        }

        Int128 before = sample[_columns.Before];
        Int128 width = _options.Elided && after == 0 ? before : after;
        builder.Add(path, Int128.Abs(width), after, after - before);
    }
}
