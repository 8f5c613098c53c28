namespace Refold.Formats.DotNet;

/// <summary>Makes samples of rows: the columns of all profiles that are read stand side by side.</summary>
internal sealed class ClrSamples
{
    private const int CancellationInterval = 4096;

    private readonly ProfileBuilder _builder;
    private readonly ClrClock _clock;
    private readonly IClrFrames _frames;
    private readonly ClrLabels _labels;
    private readonly Dictionary<ClrChannel, int> _firstColumns = [];

    public ClrSamples(
        ProfileBuilder builder,
        IReadOnlyList<ClrChannel> profiles,
        ClrClock clock,
        IClrFrames frames,
        ClrLabels labels)
    {
        (_builder, _clock, _frames, _labels) = (builder, clock, frames, labels);
        foreach (ClrChannel profile in profiles)
        {
            AddColumns(profile);
        }

        if (profiles.Count == 0)
        {
            builder.AddSampleType(new SampleType("samples", "count"));
        }
    }

    /// <summary>Adds all rows.</summary>
    public void Add(ClrPendingSamples rows, ConversionContext context)
    {
        var values = new long[_builder.SampleTypes.Count];
        for (int i = 0; i < rows.All.Count; i++)
        {
            if (i % CancellationInterval == 0)
            {
                context.Cancellation.ThrowIfCancellationRequested();
            }

            ClrPendingSample row = rows.All[i];
            Array.Clear(values);
            int column = _firstColumns[row.Profile];
            values[column] = row.First;
            int width = ClrChannels.TypesOf(row.Profile).Count;
            if (width > 1)
            {
                values[column + 1] = row.Second;
            }

            if (width > 2)
            {
                values[column + 2] = row.Third;
            }

            StackId stack = _frames.StackOf(row.Stack, out string tier);
            _builder.AddSample(stack, values, _labels.Of(row, tier), _clock.TimeOf(row.Time));
        }
    }

    /// <summary>What is to be said of all of them.</summary>
    public ProfileInfo InfoOf(ClrSampler sampler)
    {
        ClrChannel[] profiles = [.. _firstColumns.Keys.Order()];
        bool isCpu = profiles is [ClrChannel.Cpu] && _clock.SamplingNanoseconds > 0;
        long last = Math.Max(sampler.End, _clock.StartTicks);
        return new ProfileInfo
        {
            StartUnixNanoseconds = _clock.StartUnixNanoseconds,
            DurationNanoseconds = _clock.Nanoseconds(last - _clock.StartTicks),
            Clock = _clock.StartUnixNanoseconds == 0 ? ProfileClock.Unspecified : ProfileClock.UnixEpoch,
            PeriodType = isCpu ? ClrChannels.TypesOf(ClrChannel.Cpu)[^1] : null,
            Period = isCpu ? _clock.SamplingNanoseconds : 0,
            DefaultSampleType = profiles.Length > 1 ? ClrChannels.TypesOf(profiles[0])[^1].Name : "",
        };
    }

    // Two profiles may both count samples; then it is said of the second whose.
    private void AddColumns(ClrChannel profile)
    {
        _firstColumns[profile] = _builder.SampleTypes.Count;
        foreach (SampleType type in ClrChannels.TypesOf(profile))
        {
            bool isTaken = _builder.SampleTypes.Any(t => t.Name == type.Name);
            string name = isTaken ? $"{ClrChannels.NameOf(profile)}-{type.Name}" : type.Name;
            _builder.AddSampleType(type with { Name = name });
        }
    }
}
