using Microsoft.Diagnostics.Tracing.Etlx;
using Refold.Formats.DotNet;

namespace Refold.Formats.Etlx;

/// <summary>One reading of a trace by TraceLog. What TraceLog throws becomes the exception of formats here.</summary>
internal sealed class EtlxTraceReader
{
    private const long NanosecondsPerTick = 100;
    private const long UsualSamplingNanoseconds = 1_000_000;

    private readonly TraceLog _log;
    private readonly DotNetTraceOptions _options;
    private readonly ClrReadSession _session;

    private EtlxTraceReader(TraceLog log, DotNetTraceOptions options, ClrReadSession session)
    {
        (_log, _options, _session) = (log, options, session);
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="ProfileFormatException">It is damaged beyond use, or of a version that TraceLog does not know.</exception>
    /// <exception cref="OperationCanceledException">The context was cancelled.</exception>
    public static Profile Read(EtlxTemporaryFile file, DotNetTraceOptions options, ConversionContext context)
    {
        try
        {
            if (!file.IsEventTrace)
            {
                EtlxValidator.Check(file.Path, file.InputName);
            }

            using var log = new TraceLog(
                file.IsEventTrace ? TraceLog.CreateFromEventTraceLogFile(file.Path, file.ConvertedPath) : file.Path);
            return new EtlxTraceReader(log, options, new ClrReadSession(context, file.InputName, "etlx")).Read();
        }
        catch (Exception e) when (e is not (ProfileFormatException or OperationCanceledException))
        {
            // People know their file, not our copy of it.
            string said = e.Message.Replace(file.Path, file.InputName, StringComparison.Ordinal);
            throw new ProfileFormatException(
                new InputPosition(file.InputName),
                $"expected a trace that TraceLog can read, found that it says {MessageText.Quote(said)}",
                e);
        }
    }

    private Profile Read()
    {
        ConversionContext context = _session.Context;
        var selection = new ClrChannelSelection(ClrChannelTable.Parse(_options.Profiles));
        var pending = new ClrPendingSampleList(_session);
        var strings = new ClrStringPool();
        var sampler = new ClrSampler(pending, selection, strings, _session);
        var events = new EtlxEventReader(_log, sampler, selection, strings);

        // From events to rows of what profiles count …
        ClrClock clock = ClockOf(_log);
        sampler.Begin(clock);
        events.Take(context.Cancellation);
        sampler.Finish();
        selection.Report(_session, sampler.OtherPauses);

        // … and with the names of code, to samples.
        using var symbols = new ClrSymbolFiles(
            _options.SymbolFolders, _options.FindsSymbols && context.Request.Has(ProfileFacts.Lines));
        var builder = new ProfileBuilder(context) { SumsEqualSamples = !context.Request.Has(ProfileFacts.Order) };
        IEnumerable<TraceModuleFile> used = _log.ModuleFiles.Where(file => file.CodeAddressesInModule > 0);
        new ClrCodeRows(builder).AddMain(events.Process, used.Select(EtlxStackResolver.PathOf));
        var frames = new EtlxStackResolver(builder, _log, symbols, _session);
        var labels = new ClrLabelSets(builder, pending, strings, events.Roles, id => NameOf(id, events.Process));
        var samples = new ClrSampleBuilder(builder, selection.Selected, clock, frames, labels);
        samples.Add(pending, context);
        frames.WarnOfUnnamed();
        builder.Info = samples.InfoOf(sampler) with
        {
            DurationNanoseconds = _log.SessionDuration.Ticks * NanosecondsPerTick,
            Comments = events.Process.Comments,
        };
        return builder.Build();
    }

    // TraceLog counts in nanoseconds from the beginning on.
    private static ClrClock ClockOf(TraceLog log)
    {
        long sampling = log.SampleProfileInterval.Ticks * NanosecondsPerTick;
        return new ClrClock
        {
            StartUnixNanoseconds = (log.SessionStartTime.ToUniversalTime() - DateTime.UnixEpoch).Ticks * NanosecondsPerTick,
            SamplingNanoseconds = sampling > 0 ? sampling : UsualSamplingNanoseconds,
        };
    }

    // TraceLog calls a process whose name it does not know by its number, and one of a runtime by its host.
    private string NameOf(long process, ClrProcessInfo told)
    {
        string? name = told.ProgramName.Length > 0 ? told.ProgramName : _log.Processes.FirstOrDefault(p => p.ProcessID == process)?.Name;
        return name is null || name.StartsWith("Process(", StringComparison.Ordinal) ? "" : name;
    }
}
