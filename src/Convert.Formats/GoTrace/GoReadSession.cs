namespace Refold.Formats.GoTrace;

/// <summary>The objects that share the work of reading one trace.</summary>
internal sealed class GoReadSession
{
    // The channels that go tool trace -pprof has, too.
    private static readonly GoChannelSet ToolChannels = GoChannelSet.Create(
        GoTraceChannel.Net, GoTraceChannel.Sync, GoTraceChannel.Syscall, GoTraceChannel.Sched);

    // The channels whose samples the timeline adds itself.
    private static readonly GoChannelSet SingleEventChannels = GoChannelSet.Create(
        GoTraceChannel.Cpu, GoTraceChannel.GcAssist, GoTraceChannel.Stw, GoTraceChannel.Create);

    /// <summary>Starts a profile.</summary>
    /// <param name="context">The context of the conversion.</param>
    /// <param name="options">The options of the reader.</param>
    /// <param name="log">The diagnostics of this trace.</param>
    /// <param name="hasSymbols">Whether stacks have functions; false for Go 1.5 and 1.6.</param>
    public GoReadSession(ConversionContext context, GoTraceOptions options, GoDiagnostics log, bool hasSymbols)
    {
        Options = options;
        Log = log;
        Builder = ProfileBuilder.ForInput(log.Input, context);
        Names = new GoStringTable(Builder, log);
        Stacks = new GoStackTable(Builder, Names, log) { HasSymbols = hasSymbols };
        Labels = new GoLabelBuilder(Builder, context.Request);
        Samples = new GoSampleSink(Builder);
        Timeline = new GoTimeline(this);
    }

    /// <summary>The options of the reader.</summary>
    public GoTraceOptions Options { get; }

    /// <summary>The diagnostics of this trace.</summary>
    public GoDiagnostics Log { get; }

    /// <summary>The builder of the profile.</summary>
    public ProfileBuilder Builder { get; }

    /// <summary>The strings of the current generation.</summary>
    public GoStringTable Names { get; }

    /// <summary>The stacks of the current generation.</summary>
    public GoStackTable Stacks { get; }

    /// <summary>The builder of labels.</summary>
    public GoLabelBuilder Labels { get; }

    /// <summary>The samples of all channels.</summary>
    public GoSampleSink Samples { get; }

    /// <summary>The goroutines and their state.</summary>
    public GoTimeline Timeline { get; }

    /// <summary>
    /// Selects the requested channels, or the default one with a note. Must be called once, before the first event, as
    /// soon as it is known whether the trace has CPU samples.
    /// </summary>
    public void SelectChannels(bool hasCpuSamples)
    {
        IReadOnlyList<GoTraceChannel> channels = Options.Channels;
        if (channels.Count == 0)
        {
            channels = [hasCpuSamples ? GoTraceChannel.Cpu : GoTraceChannel.Running];
            Log.DefaultChannel(hasCpuSamples);
        }

        Samples.SetChannels(channels);
        Timeline.SetSources([.. CreateSources(Samples.Channels)]);
    }

    /// <summary>Ends the trace and builds the profile.</summary>
    public Profile Build()
    {
        Timeline.Finish();
        bool isCpu = Samples.Channels.Has(GoTraceChannel.Cpu);
        if (isCpu && !Timeline.HasCpuSamples)
        {
            Log.NoCpuSamples();
        }

        Builder.Info = new ProfileInfo
        {
            Clock = Samples.Clock,
            StartUnixNanoseconds = Samples.Clock == ProfileClock.UnixEpoch
                ? unchecked(Samples.ClockOffset + Timeline.Start)
                : 0,
            DurationNanoseconds = Math.Max(0, Timeline.Duration),
            PeriodType = isCpu ? new SampleType("cpu", "nanoseconds") : null,
            Period = isCpu ? Timeline.CpuPeriod : 0,
            DefaultSampleType = Samples.DefaultTypeName,
        };
        return Builder.Build();
    }

    private IEnumerable<GoSampleSource> CreateSources(GoChannelSet channels)
    {
        GoChannelSet tool = Options.Compat == GoTraceCompat.None ? GoChannelSet.None : ToolChannels.And(channels);
        GoChannelSet own = channels.Without(tool).Without(SingleEventChannels);
        if (!own.IsEmpty)
        {
            yield return new GoStateIntervals(this, own);
        }

        if (!tool.IsEmpty)
        {
            yield return Options.Compat == GoTraceCompat.Go121
                ? new Go121Intervals(this, tool)
                : new Go122Intervals(this, tool, needsStacks: Options.Compat == GoTraceCompat.Go125);
        }
    }
}
