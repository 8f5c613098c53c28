namespace Refold.Formats.GoTrace;

/// <summary>
/// The samples of the chosen profiles: each has a column of counts, and nearly all one of nanoseconds.
/// </summary>
internal sealed class GoSamples(ProfileBuilder builder)
{
    private readonly int[] _columns = new int[(int)GoTraceChannel.Create + 1];
    private long[] _values = [];

    /// <summary>The chosen profiles.</summary>
    public GoChannelSet Chosen { get; private set; }

    /// <summary>True once the profiles are chosen.</summary>
    public bool AreChosen => _values.Length > 0;

    /// <summary>
    /// The name of the sample type that is meant if none is asked for: the last one of the first profile.
    /// </summary>
    public string MeantType { get; private set; } = "";

    /// <summary>
    /// Added to nanoseconds of the trace: gives nanoseconds since the Unix epoch, if the trace tells.
    /// </summary>
    public long ClockOffset { get; set; }

    /// <summary>False if the trace does not tell how fast its clock runs, so that durations are 0.</summary>
    public bool HasDurations { get; set; } = true;

    /// <summary>Makes the columns. A name that two profiles have is told apart by the name of the profile.</summary>
    public void Choose(IReadOnlyList<GoTraceChannel> profiles)
    {
        string[] names = [.. profiles.SelectMany(TypesOf).Select(t => t.Name)];
        foreach (GoTraceChannel profile in profiles)
        {
            _columns[(int)profile] = builder.SampleTypes.Count;
            foreach (SampleType type in TypesOf(profile))
            {
                bool isShared = names.Count(n => n == type.Name) > 1;
                builder.AddSampleType(
                    isShared ? type with { Name = $"{GoTraceOptions.NameOf(profile)}-{type.Name}" } : type);
            }
        }

        Chosen = GoChannelSet.Create([.. profiles]);
        MeantType = builder.SampleTypes[TypesOf(profiles[0]).Length - 1].Name;
        _values = new long[builder.SampleTypes.Count];
    }

    /// <summary>Adds a sample to a profile.</summary>
    public void Add(
        GoTraceChannel profile, StackId stack, LabelSetId labels, long time, long nanoseconds, long count = 1)
    {
        int column = _columns[(int)profile];
        _values[column] = count;
        if (profile != GoTraceChannel.Create)
        {
            _values[column + 1] = HasDurations || profile == GoTraceChannel.Cpu ? nanoseconds : 0;
        }

        builder.AddSample(stack, _values, labels, unchecked(time + ClockOffset));
        Array.Clear(_values);
    }

    private static SampleType[] TypesOf(GoTraceChannel profile) => profile switch
    {
        GoTraceChannel.Cpu => [new("samples", "count"), new("cpu", "nanoseconds")],
        GoTraceChannel.Net or GoTraceChannel.Sync or GoTraceChannel.Syscall or GoTraceChannel.Sched =>
            [new("contentions", "count"), new("delay", "nanoseconds")],
        GoTraceChannel.Create => [new("goroutines", "count")],
        _ => [new("intervals", "count"), new(GoTraceOptions.NameOf(profile), "nanoseconds")],
    };
}
