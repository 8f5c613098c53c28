using Microsoft.Diagnostics.Tracing.Etlx;
using Refold.Formats.DotNet;

namespace Refold.Formats.Etlx;

/// <summary>Reads one trace with TraceLog, whose exceptions become <see cref="ProfileFormatException"/>.</summary>
internal sealed class EtlxTraceReader
{
    private const long NanosecondsPerTick = 100;
    private const long DefaultSamplingNanoseconds = 1_000_000;

    private readonly TraceLog _log;
    private readonly DotNetTraceOptions _options;
    private readonly ClrReadSession _session;

    private EtlxTraceReader(TraceLog log, DotNetTraceOptions options, ClrReadSession session)
    {
        (_log, _options, _session) = (log, options, session);
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="ProfileFormatException">The file is corrupt, or TraceLog does not know its version.</exception>
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
            // The message names the input, not the temporary copy.
            string message = e.Message.Replace(file.Path, file.InputName, StringComparison.Ordinal);
            throw new ProfileFormatException(
                new InputPosition(file.InputName),
                $"expected a file that TraceLog can read, found one on which it reports {MessageText.Quote(message)}",
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

        // Events become samples with stacks of TraceLog …
        ClrClock clock = ClockOf(_log);
        sampler.Begin(clock);
        events.ReadAll(context);
        sampler.Finish();
        selection.Report(_session, sampler.OtherPauses);

        // … and these, now that all names are known, become the samples of the profile.
        using var symbols = new ClrSymbolFiles(
            _options.SymbolFolders, _options.FindsSymbols && context.Request.Has(ProfileFacts.Lines));
        var builder = ProfileBuilder.ForInput(_session.InputName, context);
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

    // The times that EtlxEventReader passes on are nanoseconds since the start of the session.
    private static ClrClock ClockOf(TraceLog log)
    {
        long sampling = log.SampleProfileInterval.Ticks * NanosecondsPerTick;
        TimeSpan sinceEpoch = log.SessionStartTime.ToUniversalTime() - DateTime.UnixEpoch;
        return new ClrClock
        {
            StartUnixNanoseconds = sinceEpoch.Ticks * NanosecondsPerTick,
            SamplingNanoseconds = sampling > 0 ? sampling : DefaultSamplingNanoseconds,
        };
    }

    // TraceLog's own name is "Process(4242)" if unknown, and "dotnet" for a hosted program.
    private string NameOf(long process, ClrProcessInfo info)
    {
        string? name = info.ProgramName.Length > 0
            ? info.ProgramName
            : _log.Processes.FirstOrDefault(p => p.ProcessID == process)?.Name;
        return name is null || name.StartsWith("Process(", StringComparison.Ordinal) ? "" : name;
    }
}
