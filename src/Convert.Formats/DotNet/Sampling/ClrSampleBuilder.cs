namespace Refold.Formats.DotNet;

/// <summary>Converts pending samples to the samples of a profile.</summary>
/// <remarks>
/// Each channel has its own columns, in which the samples of other channels are 0:
/// <code>
///                      cpu              lock
///                  ┌────┴────┐   ┌────────┴────────┐
///                  samples  cpu  contentions   delay
/// sample of cpu       1     1e6       0          0
/// sample of lock      0      0        1         460
/// </code>
/// </remarks>
internal sealed class ClrSampleBuilder
{
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

    /// <summary>Adds all samples.</summary>
    /// <exception cref="OperationCanceledException">The context was cancelled.</exception>
    public void Add(ClrPendingSampleList pending, ConversionContext context)
    {
        var values = new long[_builder.SampleTypes.Count];
        for (int i = 0; i < pending.All.Count; i++)
        {
            context.CheckCancelled(i);
            ClrPendingSample sample = pending.All[i];
            Array.Clear(values);
            int column = _firstColumns[sample.Channel];
            values[column] = sample.First;
            int width = ClrChannelTable.TypesOf(sample.Channel).Count;
            if (width > 1)
            {
                values[column + 1] = sample.Second;
            }

            if (width > 2)
            {
                values[column + 2] = sample.Third;
            }

            StackId stack = _frames.Resolve(sample.Stack, out string tier);
            _builder.AddSample(stack, values, _labels.Get(sample, tier), _clock.ToUnixNanoseconds(sample.Time));
        }
    }

    /// <summary>The start, duration, clock, period and default sample type of the profile.</summary>
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

    // cpu and thread-time both have a type "samples": the second one becomes "thread-time-samples".
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
