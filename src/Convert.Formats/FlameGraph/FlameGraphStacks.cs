namespace Refold.Formats.FlameGraph;

/// <summary>From the samples of a profile to the tree that is drawn.</summary>
internal sealed class FlameGraphStacks
{
    private readonly Profile _profile;
    private readonly FlameGraphOptions _options;
    private readonly FrameNameTable _names;
    private readonly int _before;
    private readonly int _after;
    private readonly List<int> _path = [];

    public FlameGraphStacks(Profile profile, FlameGraphOptions options, FrameNameTable names)
    {
        _profile = profile;
        _options = options;
        _names = names;
        (_before, _after) = (-1, profile.DefaultSampleType);
    }

    public FrameTree Merge(CancellationToken cancellation)
    {
        var builder = new FrameTreeBuilder(_options.FlameChart);
        foreach (Sample sample in _profile.Samples)
        {
            long value = sample[_after];
            _path.Clear();
            foreach (LocationId location in _profile.Frames(sample.Stack))
            {
                foreach (Line line in _profile[location].Lines)
                {
                    _path.Add(_names.Add(_profile[_profile[line.Function].Name].ToArray()));
                }
            }
            if (!_options.Reverse) { _path.Reverse(); }
            builder.Add(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_path), value, value, 0);
        }

        return builder.Build(false, false);
    }
}
