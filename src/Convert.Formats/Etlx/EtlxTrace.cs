using System.Globalization;
using Microsoft.Diagnostics.Tracing;
using Microsoft.Diagnostics.Tracing.Etlx;

namespace Refold.Formats.Etlx;

/// <summary>One reading of a trace by TraceLog. What TraceLog throws becomes the exception of formats here.</summary>
internal sealed class EtlxTrace
{
    private const int CancellationInterval = 4096;
    private const long NanosecondsPerTick = 100;
    private const long UsualSamplingNanoseconds = 1_000_000;

    private readonly TraceLog _log;
    private readonly EtlxOptions _options;
    private readonly ConversionContext _context;
    private readonly string _inputName;

    private EtlxTrace(TraceLog log, EtlxOptions options, ConversionContext context, string inputName)
    {
        (_log, _options, _context, _inputName) = (log, options, context, inputName);
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="ProfileFormatException">It is damaged beyond use, or of a version that TraceLog does not know.</exception>
    /// <exception cref="OperationCanceledException">The context was cancelled.</exception>
    public static Profile Read(EtlxFile file, EtlxOptions options, ConversionContext context)
    {
        try
        {
            using var log = new TraceLog(
                file.IsEventTrace ? TraceLog.CreateFromEventTraceLogFile(file.Path, file.ConvertedPath) : file.Path);
            return new EtlxTrace(log, options, context, file.InputName).Read();
        }
        catch (Exception e) when (e is not (ProfileFormatException or OperationCanceledException))
        {
            // People know their file, not our copy of it.
            string said = e.Message.Replace(file.Path, file.InputName, StringComparison.Ordinal);
            throw new ProfileFormatException(
                new InputPosition(file.InputName),
                $"expected a trace that TraceLog can read, found that it says {Found.Quote(said)}",
                e);
        }
    }

    private Profile Read()
    {
        IReadOnlyList<EtlxProfile> asked = EtlxProfiles.Parse(_options.Profiles);
        EtlxSampler sampler = Sample(asked.Count > 0 ? asked : Enum.GetValues<EtlxProfile>());
        IReadOnlyList<EtlxProfile> chosen = Choose(asked, sampler);
        var builder = new ProfileBuilder(_context) { SumsEqualSamples = !_context.Wanted.Has(Fidelity.Order) };
        Dictionary<EtlxProfile, int> columns = AddColumns(builder, chosen);
        var frames = new EtlxFrames(builder, _log, _inputName);
        var labels = new EtlxLabels(builder, _log);
        long start = (_log.SessionStartTime.ToUniversalTime() - DateTime.UnixEpoch).Ticks * NanosecondsPerTick;
        long[] values = new long[builder.SampleTypes.Count];
        foreach (EtlxRow row in sampler.Rows.Where(r => columns.ContainsKey(r.Profile)))
        {
            Array.Clear(values);
            Fill(values.AsSpan(columns[row.Profile], EtlxProfiles.TypesOf(row.Profile).Count), row);
            builder.AddSample(frames.StackOf(row.Stack), values, labels.Of(row), start + row.Nanoseconds);
        }

        builder.Info = new ProfileInfo
        {
            StartUnixNanoseconds = start,
            DurationNanoseconds = _log.SessionDuration.Ticks * NanosecondsPerTick,
            Clock = ProfileClock.UnixEpoch,
            DefaultSampleType = chosen.Count > 1 ? EtlxProfiles.TypesOf(chosen[0])[^1].Name : "",
        };
        return builder.Build();
    }

    private EtlxSampler Sample(IReadOnlyCollection<EtlxProfile> wanted)
    {
        long interval = _log.SampleProfileInterval.Ticks * NanosecondsPerTick;
        var sampler = new EtlxSampler(wanted, interval > 0 ? interval : UsualSamplingNanoseconds);
        int count = 0;
        foreach (TraceEvent data in _log.Events)
        {
            if (count++ % CancellationInterval == 0)
            {
                _context.Cancellation.ThrowIfCancellationRequested();
            }

            sampler.Take(data);
        }

        sampler.Finish();
        return sampler;
    }

    // Those that were asked for, or the one that most people want of those there are, which is told.
    private IReadOnlyList<EtlxProfile> Choose(IReadOnlyList<EtlxProfile> asked, EtlxSampler sampler)
    {
        EtlxProfile[] present = [.. Enum.GetValues<EtlxProfile>().Where(p => sampler.CountOf(p) > 0)];
        if (EtlxProfiles.AsksForAll(_options.Profiles))
        {
            return present;
        }

        if (asked.Count == 0)
        {
            Announce(present, sampler);
            return [.. present.Take(1)];
        }

        foreach (EtlxProfile profile in asked.Except(present))
        {
            _context.Diagnostics.Warn(
                "etlx.empty-profile", new InputPosition(_inputName), $"the trace has no events of the profile '{EtlxProfiles.NameOf(profile)}'");
        }

        return asked;
    }

    private void Announce(EtlxProfile[] present, EtlxSampler sampler)
    {
        string[] known = [.. present.Select(p => string.Create(
            CultureInfo.InvariantCulture, $"{EtlxProfiles.NameOf(p)} ({sampler.CountOf(p)} events)"))];
        string rest = known.Length > 1 ? $"; the trace also has {string.Join(", ", known[1..])}: --profile chooses" : "";
        string problem = known.Length == 0
            ? "the trace has no events that make a profile"
            : $"read as the profile {known[0]}{rest}";
        _context.Diagnostics.Warn("etlx.profile", new InputPosition(_inputName), problem);
    }

    // Two profiles may both count samples; then it is said of the second whose.
    private static Dictionary<EtlxProfile, int> AddColumns(ProfileBuilder builder, IReadOnlyList<EtlxProfile> profiles)
    {
        Dictionary<EtlxProfile, int> columns = [];
        foreach (EtlxProfile profile in profiles)
        {
            columns[profile] = builder.SampleTypes.Count;
            foreach (SampleType type in EtlxProfiles.TypesOf(profile))
            {
                bool isTaken = builder.SampleTypes.Any(t => t.Name == type.Name);
                builder.AddSampleType(
                    type with { Name = isTaken ? $"{EtlxProfiles.NameOf(profile)}-{type.Name}" : type.Name });
            }
        }

        if (profiles.Count == 0)
        {
            builder.AddSampleType(new SampleType("samples", "count"));
        }

        return columns;
    }

    private static void Fill(Span<long> values, EtlxRow row)
    {
        ReadOnlySpan<long> own = [row.Values.First, row.Values.Second, row.Values.Third];
        own[..values.Length].CopyTo(values);
    }
}
