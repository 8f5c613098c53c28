namespace Refold.Formats.Nettrace;

/// <summary>
/// Reads traces of the .NET runtime, versions 3 to 6. Names come last in these, so that all stacks are kept as addresses
/// until the end. Safe to share between threads.
/// </summary>
/// <param name="options">How to read.</param>
public sealed class NettraceReader(NettraceOptions options) : IProfileReader
{
    /// <summary>A reader with the default options.</summary>
    public NettraceReader()
        : this(new NettraceOptions())
    {
    }

    /// <inheritdoc/>
    public Profile Read(ProfileInput input, ConversionContext context)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(context);
        var choice = new NettraceChoice(NettraceProfiles.Parse(string.Join(',', options.Profiles)));
        var rows = new NettraceRows(context, input.Name);
        var texts = new NettraceTexts();
        var stacks = new NettraceStacks(context.Limits, input.Name);
        var code = new NettraceCode(context.Wanted.Has(Fidelity.Lines) && options.FindsSymbols);
        var sampler = new NettraceSampler(rows, choice, texts, context, input.Name);
        var collector = new NettraceCollector(sampler, choice, stacks, code, texts);
        var blocks = new NettraceBlockReader(collector, context, input.Name);
        var file = new NettraceFileReader(new NettraceInput(input.Stream, input.Name), blocks, context);

        // From bytes to blocks to events, then to rows of what profiles count …
        NettraceTrace trace = file.Run();
        collector.EndRegion();
        sampler.Finish();
        choice.Announce(context, input.Name, sampler.OtherPauses);
        WarnOfLost(blocks.LostEvents, input, context);

        // … and with the names of code, to samples.
        using var symbols = new NettraceSymbolFiles(options);
        var builder = new ProfileBuilder(context) { SumsEqualSamples = !context.Wanted.Has(Fidelity.Order) };
        var frames = new NettraceFrames(builder, code, symbols, stacks, rows);
        var labels = new NettraceLabels(builder, rows, texts, code);
        new NettraceSamples(builder, choice.Profiles, trace, frames, labels).Add(rows, context);
        frames.WarnOfUnnamed(context, input.Name);
        builder.Info = InfoOf(trace, sampler, choice) with { Comments = code.Process.Comments };
        return builder.Build();
    }

    private static ProfileInfo InfoOf(NettraceTrace trace, NettraceSampler sampler, NettraceChoice choice)
    {
        bool isCpu = choice.Profiles is [NettraceProfile.Cpu] && trace.SamplingNanoseconds > 0;
        long last = Math.Max(sampler.End, trace.StartTicks);
        return new ProfileInfo
        {
            StartUnixNanoseconds = trace.StartUnixNanoseconds,
            DurationNanoseconds = trace.Nanoseconds(last - trace.StartTicks),
            Clock = trace.StartUnixNanoseconds == 0 ? ProfileClock.Unspecified : ProfileClock.UnixEpoch,
            PeriodType = isCpu ? NettraceProfiles.TypesOf(NettraceProfile.Cpu)[^1] : null,
            Period = isCpu ? trace.SamplingNanoseconds : 0,
            DefaultSampleType = choice.Profiles.Count > 1 ? NettraceProfiles.TypesOf(choice.Profiles[0])[^1].Name : "",
        };
    }

    private static void WarnOfLost(long lost, ProfileInput input, ConversionContext context)
    {
        if (lost > 0)
        {
            bool isDamaged = context.Diagnostics.Counts.Keys.Any(id => id.StartsWith(
                NettraceFileReader.DamagedId, StringComparison.Ordinal));
            string problem = isDamaged
                ? $"{lost} events are not in the trace: they were where it is damaged, or lost while recording"
                : $"{lost} events were lost while recording; a larger buffer (--buffersize) or fewer events help";
            context.Diagnostics.Warn("nettrace.lost-events", new InputPosition(input.Name), problem);
        }
    }
}
