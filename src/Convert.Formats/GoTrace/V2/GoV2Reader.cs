namespace Refold.Formats.GoTrace;

/// <summary>Reads traces since Go 1.22.</summary>
internal sealed class GoV2Reader(ProfileInput input, ConversionContext context, GoTraceOptions options, int version)
{
    // On Linux, macOS and BSD a tick is 64 ns; other frequencies are always told in time.
    private const double UsualNanosecondsPerTick = 64;

    private readonly GoDiagnostics _log = new(context.Diagnostics, input.Name);
    private double _lastNanosecondsPerTick;

    /// <summary>Reads the input, whose header is behind.</summary>
    public Profile Run()
    {
        if (version > GoV2Layout.NewestVersion)
        {
            _log.UnknownVersion(version, GoV2Layout.NewestVersion);
        }

        var profiles = new GoChannels(context, options, _log, hasSymbols: true);
        var order = new GoV2Order(profiles, context);
        var reader = new GoGenerationReader(input.Stream, context, _log, version);
        while (reader.Read() is { } generation)
        {
            new GoGenerationTables(generation, profiles.Names, profiles.Stacks, _log).Read();
            Settle(generation);
            if (!profiles.Samples.AreChosen)
            {
                profiles.Choose(generation.CpuSamples.Count > 0);
                profiles.Samples.ClockOffset = ClockOffsetOf(generation);
            }

            else
            {
                NoteLateSamples(generation, profiles.Samples.Chosen);
            }

            order.Run(generation);
        }

        if (!profiles.Samples.AreChosen)
        {
            throw _log.Error(GoTraceHeader.Length, "expected a batch of events, found none");
        }

        return profiles.Build();
    }

    private void NoteLateSamples(GoGeneration generation, GoChannelSet chosen)
    {
        if (options.Profiles.Count == 0 && generation.CpuSamples.Count > 0 && !chosen.Has(GoTraceChannel.Cpu))
        {
            _log.LateCpuSamples(generation.InputOffset);
        }
    }

    private void Settle(GoGeneration generation)
    {
        if (!generation.IsWhole)
        {
            _log.Truncated(
                generation.InputOffset, $"the trace ends early: the end of generation {generation.Number} is missing");
        }

        if (generation.NanosecondsPerTick == 0)
        {
            _log.NoFrequency("taken to be that of the generation before, or the usual one");
            generation.NanosecondsPerTick =
                _lastNanosecondsPerTick == 0 ? UsualNanosecondsPerTick : _lastNanosecondsPerTick;
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

    private static long ClockOffsetOf(GoGeneration generation) =>
        generation.UnixNanoseconds == 0
            ? 0
            : unchecked(generation.UnixNanoseconds - generation.Nanoseconds(generation.ClockTicks));
}
