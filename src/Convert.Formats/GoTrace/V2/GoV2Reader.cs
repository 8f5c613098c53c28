namespace Refold.Formats.GoTrace;

/// <summary>Reads traces since Go 1.22.</summary>
internal sealed class GoV2Reader(ProfileInput input, ConversionContext context, GoTraceOptions options, int version)
{
    // The runtime's tick is 64 ns on Linux, macOS and BSD.
    private const double DefaultNanosecondsPerTick = 64;

    private readonly GoDiagnostics _log = new(context.Diagnostics, input.Name);
    private double _lastNanosecondsPerTick;

    /// <summary>Reads the input from the end of the header on.</summary>
    public Profile Run()
    {
        if (version > GoV2Layout.NewestVersion)
        {
            _log.UnknownVersion(version, GoV2Layout.NewestVersion);
        }

        var session = new GoReadSession(context, options, _log, hasSymbols: true);
        var order = new GoV2Order(session, context);
        var reader = new GoV2GenerationReader(input.Stream, context, _log, version);
        while (reader.Read() is { } generation)
        {
            new GoV2GenerationTables(generation, session.Names, session.Stacks, _log).Read();
            ReportTruncation(generation, session.Names.IsEmpty);
            SetTimes(generation);
            if (!session.Samples.HasChannels)
            {
                session.SelectChannels(generation.CpuSamples.Count > 0);
                SetClock(session.Samples, generation);
            }
            else
            {
                ReportLateSamples(generation, session.Samples.Channels);
            }

            order.Run(generation);
        }

        if (!session.Samples.HasChannels)
        {
            throw _log.Error(GoTraceHeader.Length, "expected a batch of events, found none");
        }

        return session.Build();
    }

    private void ReportLateSamples(GoV2Generation generation, GoChannelSet chosen)
    {
        if (options.Channels.Count == 0 && generation.CpuSamples.Count > 0 && !chosen.Has(GoTraceChannel.Cpu))
        {
            _log.LateCpuSamples(generation.InputOffset);
        }
    }

    private void ReportTruncation(GoV2Generation generation, bool lacksNames)
    {
        // Names come last. Each generation has some: those of the functions that were running.
        if (!generation.IsWhole || (generation.IsLast && lacksNames && generation.Batches.Count > 0))
        {
            _log.Truncated(
                generation.InputOffset, $"the trace ends early: the end of generation {generation.Number} is missing");
        }
    }

    private void SetTimes(GoV2Generation generation)
    {
        if (generation.NanosecondsPerTick == 0)
        {
            _log.NoFrequency("that of the previous generation is used, or 64 ns per tick");
            generation.NanosecondsPerTick =
                _lastNanosecondsPerTick == 0 ? DefaultNanosecondsPerTick : _lastNanosecondsPerTick;
        }

        _lastNanosecondsPerTick = generation.NanosecondsPerTick;
        List<GoCpuSample> samples = generation.CpuSamples;
        for (int i = 0; i < samples.Count; i++)
        {
            samples[i] = samples[i] with { Time = generation.Nanoseconds((ulong)samples[i].Time) };
        }

        GoCpuSample[] sorted = [.. samples.OrderBy(s => s.Time)];
        samples.Clear();
        samples.AddRange(sorted);
    }

    private static void SetClock(GoSampleSink samples, GoV2Generation generation)
    {
        if (generation.UnixNanoseconds != 0)
        {
            samples.UseUnixTime(unchecked(generation.UnixNanoseconds - generation.Nanoseconds(generation.ClockTicks)));
        }
    }
}
