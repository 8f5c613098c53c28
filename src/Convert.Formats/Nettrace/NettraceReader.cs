using Refold.Formats.DotNet;

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
        var reading = new ClrReadSession(context, input.Name, "nettrace");
        var choice = new ClrChannelSelection(ClrChannels.Parse(options.Profiles));
        var rows = new ClrPendingSamples(reading);
        var texts = new ClrStringPool();
        var stacks = new NettraceStacks(context.Limits, input.Name);
        var code = new NettraceCode(context.Request.Has(ProfileFacts.Lines) && options.FindsSymbols);
        var sampler = new ClrSampler(rows, choice, texts, reading);
        var collector = new NettraceCollector(sampler, choice, stacks, code, texts);
        var blocks = new NettraceBlockReader(collector, context, input.Name);
        var file = new NettraceFileReader(new NettraceInput(input.Stream, input.Name), blocks, context);

        // From bytes to blocks to events, then to rows of what profiles count …
        NettraceTrace trace = file.Run();
        collector.EndRegion();
        sampler.Finish();
        choice.Announce(reading, sampler.OtherPauses);
        WarnOfLost(blocks.LostEvents, reading);

        // … and with the names of code, to samples.
        using var symbols = new ClrSymbolFiles(options.SymbolFolders, options.FindsSymbols);
        var builder = new ProfileBuilder(context) { SumsEqualSamples = !context.Request.Has(ProfileFacts.Order) };
        new ClrCodeRows(builder).AddMain(code.Process, code.Modules.Paths);
        var frames = new NettraceFrames(builder, code, symbols, stacks, rows);
        var labels = new ClrLabels(builder, rows, texts, code.Roles, code.ProcessName);
        var samples = new ClrSamples(builder, choice.Profiles, trace.Clock, frames, labels);
        samples.Add(rows, context);
        frames.WarnOfUnnamed(reading);
        builder.Info = samples.InfoOf(sampler) with { Comments = code.Process.Comments };
        return builder.Build();
    }

    private static void WarnOfLost(long lost, ClrReadSession reading)
    {
        if (lost > 0)
        {
            bool isDamaged = reading.Context.Diagnostics.Counts.Keys.Any(id => id.StartsWith(
                NettraceFileReader.DamagedId, StringComparison.Ordinal));
            string problem = isDamaged
                ? $"{lost} events are not in the trace: they were where it is damaged, or lost while recording"
                : $"{lost} events were lost while recording; a larger buffer (--buffersize) or fewer events help";
            reading.Warn("lost-events", problem);
        }
    }
}
