namespace Refold.Formats.DotNet;

/// <summary>Makes samples of rows: the columns of all profiles that are read stand side by side.</summary>
internal sealed class ClrSampleBuilder
{
    private const int CancellationInterval = 4096;

    private readonly ProfileBuilder _builder;
    private readonly ClrClock _clock;
    private readonly IClrStackResolver _frames;
    private readonly ClrLabelSets _labels;
    private readonly Dictionary<ClrChannel, int> _firstColumns = [];

    public ClrSampleBuilder(
        ProfileBuilder builder,
        IReadOnlyList<ClrChannel> channels,
        ClrClock clock,
        IClrStackResolver frames,
        ClrLabelSets labels)
    {
        (_builder, _clock, _frames, _labels) = (builder, clock, frames, labels);
        foreach (ClrChannel channel in channels)
        {
            AddColumns(channel);
        }

        if (channels.Count == 0)
        {
            builder.AddSampleType(new SampleType("samples", "count"));
        }
    }

    /// <summary>Adds all rows.</summary>
    public void Add(ClrPendingSampleList pending, ConversionContext context)
    {
        var values = new long[_builder.SampleTypes.Count];
        for (int i = 0; i < pending.All.Count; i++)
        {
            if (i % CancellationInterval == 0)
            {
                context.Cancellation.ThrowIfCancellationRequested();
            }

            ClrPendingSample row = pending.All[i];
            Array.Clear(values);
            int column = _firstColumns[row.Channel];
            values[column] = row.First;
            int width = ClrChannelTable.TypesOf(row.Channel).Count;
            if (width > 1)
            {
                values[column + 1] = row.Second;
            }

            if (width > 2)
            {
                values[column + 2] = row.Third;
            }

            StackId stack = _frames.Resolve(row.Stack, out string tier);
            _builder.AddSample(stack, values, _labels.Get(row, tier), _clock.ToUnixNanoseconds(row.Time));
        }
    }

    /// <summary>What is to be said of all of them.</summary>
    public ProfileInfo InfoOf(ClrSampler sampler)
    {
        ClrChannel[] channels = [.. _firstColumns.Keys.Order()];
        bool isCpu = channels is [ClrChannel.Cpu] && _clock.SamplingNanoseconds > 0;
        long last = Math.Max(sampler.End, _clock.StartTicks);
        return new ProfileInfo
        {
            StartUnixNanoseconds = _clock.StartUnixNanoseconds,
            DurationNanoseconds = _clock.ToNanoseconds(last - _clock.StartTicks),
            Clock = _clock.StartUnixNanoseconds == 0 ? ProfileClock.Unspecified : ProfileClock.UnixEpoch,
            PeriodType = isCpu ? ClrChannelTable.TypesOf(ClrChannel.Cpu)[^1] : null,
            Period = isCpu ? _clock.SamplingNanoseconds : 0,
            DefaultSampleType = channels.Length > 1 ? ClrChannelTable.TypesOf(channels[0])[^1].Name : "",
        };
    }

    // Two profiles may both count samples; then it is said of the second whose.
    private void AddColumns(ClrChannel channel)
    {
        _firstColumns[channel] = _builder.SampleTypes.Count;
        foreach (SampleType type in ClrChannelTable.TypesOf(channel))
        {
            bool isTaken = _builder.SampleTypes.Any(t => t.Name == type.Name);
            string name = isTaken ? $"{ClrChannelTable.NameOf(channel)}-{type.Name}" : type.Name;
            _builder.AddSampleType(type with { Name = name });
        }
    }
}
