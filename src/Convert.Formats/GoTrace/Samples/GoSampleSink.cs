namespace Refold.Formats.GoTrace;

/// <summary>Adds samples to the profile, each channel in sample types of its own.</summary>
/// <remarks>
/// Each channel has a count, and all but one a time. With <c>--profile cpu,sync</c>:
/// <code>
/// sample types     samples/count   cpu/nanoseconds   contentions/count   delay/nanoseconds
/// a CPU sample                 1        10 000 000                   0                   0
/// a wait                       0                 0                   1           5 000 000
/// </code>
/// With <c>sync,net</c>, whose types have equal names, these are prefixed: <c>sync-delay</c>, <c>net-delay</c>.
/// </remarks>
internal sealed class GoSampleSink(ProfileBuilder builder)
{
    private readonly int[] _columns = new int[(int)GoTraceChannel.Create + 1];
    private long[] _values = [];

    /// <summary>The channels that are read.</summary>
    public GoChannelSet Channels { get; private set; }

    /// <summary>Whether the channels are set.</summary>
    public bool HasChannels => _values.Length > 0;

    /// <summary>The name of the default sample type: the last one of the first channel.</summary>
    public string DefaultTypeName { get; private set; } = "";

    /// <summary>The clock of the samples' times, on which <see cref="ClockOffset"/> is added.</summary>
    public ProfileClock Clock { get; private set; }

    /// <summary>Nanoseconds that are added to the trace's times.</summary>
    public long ClockOffset { get; private set; }

    /// <summary>Whether the frequency of the clock is known; if not, all durations are 0.</summary>
    public bool HasDurations { get; set; } = true;

    /// <summary>Converts times to Unix time.</summary>
    /// <param name="offset">The difference between Unix time and the trace's clock, in nanoseconds.</param>
    public void UseUnixTime(long offset) => (Clock, ClockOffset) = (ProfileClock.UnixEpoch, offset);

    /// <summary>Converts times to times since the start of the trace, unless Unix time is known.</summary>
    /// <param name="start">The start on the trace's clock, in nanoseconds.</param>
    public void UseTimeSince(long start)
    {
        if (Clock == ProfileClock.Unspecified)
        {
            (Clock, ClockOffset) = (ProfileClock.RecordingStart, unchecked(-start));
        }
    }

    /// <summary>Sets the channels and adds their sample types.</summary>
    public void SetChannels(IReadOnlyList<GoTraceChannel> channels)
    {
        string[] names = [.. channels.SelectMany(GetTypes).Select(t => t.Name)];
        foreach (GoTraceChannel channel in channels)
        {
            _columns[(int)channel] = builder.SampleTypes.Count;
            foreach (SampleType type in GetTypes(channel))
            {
                bool isShared = names.Count(n => n == type.Name) > 1;
                builder.AddSampleType(
                    isShared ? type with { Name = $"{GoTraceOptions.GetName(channel)}-{type.Name}" } : type);
            }
        }

        Channels = GoChannelSet.Create([.. channels]);
        DefaultTypeName = builder.SampleTypes[GetTypes(channels[0]).Length - 1].Name;
        _values = new long[builder.SampleTypes.Count];
    }

    /// <summary>Adds a sample of a channel.</summary>
    public void Add(
        GoTraceChannel channel, StackId stack, LabelSetId labels, long time, long nanoseconds, long count = 1)
    {
        int column = _columns[(int)channel];
        _values[column] = count;
        if (channel != GoTraceChannel.Create)
        {
            _values[column + 1] = HasDurations || channel == GoTraceChannel.Cpu ? nanoseconds : 0;
        }

        builder.AddSample(stack, _values, labels, unchecked(time + ClockOffset));
        Array.Clear(_values);
    }

    private static SampleType[] GetTypes(GoTraceChannel channel) => channel switch
    {
        GoTraceChannel.Cpu => [new("samples", "count"), new("cpu", "nanoseconds")],
        GoTraceChannel.Net or GoTraceChannel.Sync or GoTraceChannel.Syscall or GoTraceChannel.Sched =>
            [new("contentions", "count"), new("delay", "nanoseconds")],
        GoTraceChannel.Create => [new("goroutines", "count")],
        _ => [new("intervals", "count"), new(GoTraceOptions.GetName(channel), "nanoseconds")],
    };
}
