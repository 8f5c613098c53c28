namespace Refold.Formats.Nettrace;

/// <summary>Makes samples of rows: the columns of all profiles that are read stand side by side.</summary>
internal sealed class NettraceSamples
{
    private const int CancellationInterval = 4096;

    private readonly ProfileBuilder _builder;
    private readonly NettraceTrace _trace;
    private readonly NettraceFrames _frames;
    private readonly NettraceLabels _labels;
    private readonly Dictionary<NettraceProfile, int> _firstColumns = [];

    public NettraceSamples(
        ProfileBuilder builder,
        IReadOnlyList<NettraceProfile> profiles,
        NettraceTrace trace,
        NettraceFrames frames,
        NettraceLabels labels)
    {
        (_builder, _trace, _frames, _labels) = (builder, trace, frames, labels);
        foreach (NettraceProfile profile in profiles)
        {
            AddColumns(profile);
        }

        if (profiles.Count == 0)
        {
            builder.AddSampleType(new SampleType("samples", "count"));
        }
    }

    /// <summary>Adds all rows.</summary>
    public void Add(NettraceRows rows, ConversionContext context)
    {
        var values = new long[_builder.SampleTypes.Count];
        for (int i = 0; i < rows.All.Count; i++)
        {
            if (i % CancellationInterval == 0)
            {
                context.Cancellation.ThrowIfCancellationRequested();
            }

            NettraceRow row = rows.All[i];
            Array.Clear(values);
            int column = _firstColumns[row.Profile];
            values[column] = row.First;
            int width = NettraceProfiles.TypesOf(row.Profile).Count;
            if (width > 1)
            {
                values[column + 1] = row.Second;
            }

            if (width > 2)
            {
                values[column + 2] = row.Third;
            }

            StackId stack = _frames.StackOf(row.Stack, out string tier);
            _builder.AddSample(stack, values, _labels.Of(row, tier), _trace.TimeOf(row.Time));
        }
    }

    // Two profiles may both count samples; then it is said of the second whose.
    private void AddColumns(NettraceProfile profile)
    {
        _firstColumns[profile] = _builder.SampleTypes.Count;
        foreach (SampleType type in NettraceProfiles.TypesOf(profile))
        {
            bool isTaken = _builder.SampleTypes.Any(t => t.Name == type.Name);
            string name = isTaken ? $"{NettraceProfiles.NameOf(profile)}-{type.Name}" : type.Name;
            _builder.AddSampleType(type with { Name = name });
        }
    }
}
