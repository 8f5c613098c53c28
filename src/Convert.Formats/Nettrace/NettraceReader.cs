using Refold.Formats.DotNet;

namespace Refold.Formats.Nettrace;

/// <summary>Reads traces of the .NET runtime, versions 3 to 6.</summary>
/// <remarks>
/// Traces contain the names of methods last, so stacks are kept as addresses until the end. Instances may be shared
/// between threads.
/// </remarks>
/// <param name="options">The options.</param>
public sealed class NettraceReader(DotNetTraceOptions options) : IProfileReader
{
    /// <summary>Creates a reader with the default options.</summary>
    public NettraceReader()
        : this(new DotNetTraceOptions())
    {
    }

    /// <inheritdoc/>
    public Profile Read(ProfileInput input, ConversionContext context)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(context);
        var session = new ClrReadSession(context, input.Name, "nettrace");
        var selection = new ClrChannelSelection(ClrChannelTable.Parse(options.Profiles));
        var pending = new ClrPendingSampleList(session);
        var strings = new ClrStringPool();
        var stacks = new NettraceStackTable(context.Limits, input.Name);
        var code = new NettraceCodeTables(context.Request.Has(ProfileFacts.Lines) && options.FindsSymbols);
        var sampler = new ClrSampler(pending, selection, strings, session);
        var dispatcher = new NettraceEventDispatcher(sampler, selection, stacks, code, strings);
        var blocks = new NettraceBlockReader(dispatcher, context, input.Name);
        var file = new NettraceFileReader(new NettraceInput(input.Stream, input.Name), blocks, context);

        // Bytes become blocks, events, and samples with stacks of addresses …
        NettraceTraceInfo trace = file.Run();
        dispatcher.EndWindow();
        sampler.Finish();
        selection.Report(session, sampler.OtherPauses);
        WarnOfLost(blocks.LostEvents, session);

        // … and these, now that all names are known, become the samples of the profile.
        using var symbols = new ClrSymbolFiles(options.SymbolFolders, options.FindsSymbols);
        var builder = ProfileBuilder.ForInput(input.Name, context);
        new ClrCodeRows(builder).AddMain(code.Process, code.Modules.Paths);
        var frames = new NettraceStackResolver(builder, code, symbols, stacks, pending);
        var labels = new ClrLabelSets(builder, pending, strings, code.Roles, code.ProcessName);
        var samples = new ClrSampleBuilder(builder, selection.Selected, trace.Clock, frames, labels);
        samples.Add(pending, context);
        frames.WarnOfUnnamed(session);
        builder.Info = samples.InfoOf(sampler) with { Comments = code.Process.Comments };
        return builder.Build();
    }

    private static void WarnOfLost(long lost, ClrReadSession session)
    {
        if (lost > 0)
        {
            bool isDamaged = session.Context.Diagnostics.Counts.Keys.Any(id => id.StartsWith(
                NettraceFileReader.DamagedId, StringComparison.Ordinal));
            string problem = isDamaged
                ? $"{lost} events are missing: they were in corrupt parts of the trace, or lost while recording"
                : $"{lost} events were lost while recording; a larger buffer (--buffersize) or fewer events help";
            session.Warn("lost-events", problem);
        }
    }
}
