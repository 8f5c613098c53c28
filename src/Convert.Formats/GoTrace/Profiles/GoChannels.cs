
namespace Refold.Formats.GoTrace;

/// <summary>The profile in the making, and all that its parts share.</summary>
internal sealed class GoChannels
{
    private static readonly GoChannelSet ToolProfiles = GoChannelSet.Create(
        GoTraceChannel.Net, GoTraceChannel.Sync, GoTraceChannel.Syscall, GoTraceChannel.Sched);

    private static readonly GoChannelSet OfEvents = GoChannelSet.Create(
        GoTraceChannel.Cpu, GoTraceChannel.GcAssist, GoTraceChannel.Stw, GoTraceChannel.Create);

    /// <summary>Begins a profile.</summary>
    public GoChannels(ConversionContext context, GoTraceOptions options, GoDiagnostics log, bool hasSymbols)
    {
        Options = options;
        Log = log;
        Builder = new ProfileBuilder(context) { SumsEqualSamples = !context.Request.Has(ProfileFacts.Order) };
        Names = new GoNames(Builder, log);
        Stacks = new GoStacks(Builder, Names, log) { HasSymbols = hasSymbols };
        Labels = new GoLabels(Builder, context.Request);
        Samples = new GoSamples(Builder);
        Timeline = new GoTimeline(this);
    }

    /// <summary>How to read.</summary>
    public GoTraceOptions Options { get; }

    /// <summary>Where warnings go.</summary>
    public GoDiagnostics Log { get; }

    /// <summary>The rows of the profile.</summary>
    public ProfileBuilder Builder { get; }

    /// <summary>The names of the current generation.</summary>
    public GoNames Names { get; }

    /// <summary>The stacks of the current generation.</summary>
    public GoStacks Stacks { get; }

    /// <summary>The labels of samples.</summary>
    public GoLabels Labels { get; }

    /// <summary>The samples.</summary>
    public GoSamples Samples { get; }

    /// <summary>What the goroutines do.</summary>
    public GoTimeline Timeline { get; }

    /// <summary>
    /// Settles which profiles are read, and says so if nobody asked. To be called once it is known whether there are
    /// CPU samples, before the first event.
    /// </summary>
    public void Choose(bool hasCpuSamples)
    {
        IReadOnlyList<GoTraceChannel> chosen = Options.Profiles;
        if (chosen.Count == 0)
        {
            chosen = [hasCpuSamples ? GoTraceChannel.Cpu : GoTraceChannel.Running];
            Log.Chosen(hasCpuSamples);
        }

        Samples.Choose(chosen);
        Timeline.Watch([.. Observers(Samples.Chosen)]);
    }

    /// <summary>The whole.</summary>
    public Profile Build()
    {
        Timeline.Finish();
        bool isCpu = Samples.Chosen.Has(GoTraceChannel.Cpu);
        if (isCpu && !Timeline.HasCpuSamples)
        {
            Log.NoCpuSamples();
        }

        Builder.Info = new ProfileInfo
        {
            Clock = Samples.ClockOffset == 0 ? ProfileClock.Unspecified : ProfileClock.UnixEpoch,
            StartUnixNanoseconds = Samples.ClockOffset == 0 ? 0 : unchecked(Samples.ClockOffset + Timeline.Start),
            DurationNanoseconds = Math.Max(0, Timeline.Duration),
            PeriodType = isCpu ? new SampleType("cpu", "nanoseconds") : null,
            Period = isCpu ? Timeline.CpuPeriod : 0,
            DefaultSampleType = Samples.MeantType,
        };
        return Builder.Build();
    }

    private IEnumerable<GoSampleSource> Observers(GoChannelSet chosen)
    {
        GoChannelSet tool = Options.Compat == GoTraceCompat.None ? GoChannelSet.None : ToolProfiles.And(chosen);
        GoChannelSet own = chosen.Without(tool).Without(OfEvents);
        if (!own.IsEmpty)
        {
            yield return new GoIntervals(this, own);
        }

        if (!tool.IsEmpty)
        {
            yield return Options.Compat == GoTraceCompat.Go121
                ? new Go121Intervals(this, tool)
                : new Go122Intervals(this, tool, needsStacks: Options.Compat == GoTraceCompat.Go125);
        }
    }
}
