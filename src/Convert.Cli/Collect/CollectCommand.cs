namespace Refold.Cli.Collect;

/// <summary>Records a .NET process, and converts the recording or writes it unchanged.</summary>
internal sealed class CollectCommand(CollectRequest request, Interruption interruption, TextWriter? warnings)
{
    private const string Ending = ".nettrace";
    private const string PackedEnding = ".nettrace.gz";

    private ConvertRequest Conversion => request.Conversion;

    private bool IsKeptAsIs => Conversion.To switch
    {
        null => Conversion.Output.EndsWith(Ending, StringComparison.OrdinalIgnoreCase)
            || Conversion.Output.EndsWith(PackedEnding, StringComparison.OrdinalIgnoreCase),
        { } to => to == RecordedInput.FormatName,
    };

    /// <summary>Lists the processes that can be recorded: id and command line.</summary>
    public static void List(TextWriter output)
    {
        foreach (int id in DiagnosticsPort.Processes())
        {
            string[] words = ProcessFacts.CommandLine(id);
            string called = words.Length > 0 ? string.Join(' ', words) : ProcessFacts.Describe(id);
            output.WriteLine($"{id,7}  {MessageText.Escape(called)}");
        }
    }

    /// <summary>Records, and writes the output.</summary>
    public void Run()
    {
        if (request.Profiles.IsCalledCpu)
        {
            warnings?.WriteLine(
                "refold: note: --profile cpu: the runtime samples running and waiting threads alike, "
                + "so this is thread-time");
        }

        var recorder = new Recorder(request, interruption, warnings);
        if (IsKeptAsIs)
        {
            Keep(recorder);
            return;
        }

        new ConvertCommand(Conversion, interruption, warnings, settings => new RecordedInput(recorder, settings)).Run();
    }

    private void Keep(Recorder recorder)
    {
        if (Conversion.Steps.Count > 0 || Conversion.SampleType is not null || Conversion.Base is not null
            || Conversion.Settings.Count > 0)
        {
            throw new UsageException(
                $"{Conversion.Output}: a .nettrace recording is written unchanged, so filters and --set do not apply; "
                + "convert it afterwards");
        }

        bool packs = Conversion.Output.EndsWith(PackedEnding, StringComparison.OrdinalIgnoreCase);
        using OutputTarget output = OutputTarget.OpenBinary(Conversion.Output, RecordedInput.FormatName, packs);
        interruption.Unfinished = output;
        recorder.Record((_, events) => events.CopyTo(output.Stream));
        interruption.Token.ThrowIfCancellationRequested();
        output.Commit();
    }
}
