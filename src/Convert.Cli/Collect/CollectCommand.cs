namespace Refold.Cli.Collect;

/// <summary>Records a .NET process, and converts what it records, or keeps it as it is.</summary>
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

    /// <summary>Says what can be recorded: each process with its number, and how it was called.</summary>
    public static void List(TextWriter output)
    {
        foreach (int id in DiagnosticsPort.Processes())
        {
            string[] words = ProcessFacts.CommandLine(id);
            string called = words.Length > 0 ? string.Join(' ', words) : ProcessFacts.Describe(id);
            output.WriteLine($"{id,7}  {MessageText.Escape(called)}");
        }
    }

    /// <summary>Records.</summary>
    public void Run()
    {
        if (request.Profiles.IsCalledCpu)
        {
            warnings?.WriteLine(
                "refold: note: --profile cpu: the runtime samples threads that run and threads that wait: this is thread-time");
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
                $"{Conversion.Output}: a recording is kept as it is, expected no options that shape or set; convert it later");
        }

        bool packs = Conversion.Output.EndsWith(PackedEnding, StringComparison.OrdinalIgnoreCase);
        using OutputTarget output = OutputTarget.OpenBinary(Conversion.Output, RecordedInput.FormatName, packs);
        interruption.Unfinished = output;
        recorder.Record((_, events) => events.CopyTo(output.Stream));
        interruption.Token.ThrowIfCancellationRequested();
        output.Commit();
    }
}
