using Refold.Formats;
using Refold.Formats.Sources;

namespace Refold.Cli;

/// <summary>Describes inputs: format, sample types, counts, times and labels.</summary>
internal sealed class InfoCommand(InfoRequest request, Interruption interruption, TextWriter? warnings)
{
    private int _exitCode = ExitCode.Done;

    /// <summary>Describes each input, one after the other: only one is in memory.</summary>
    /// <returns>The exit code: failure if an input cannot be read. The other inputs are still described.</returns>
    public int Run()
    {
        var settings = new FormatSettings(request.Settings, request.Profile);
        var progress = new InputProgress();
        var inputs = new InputSet(request.Inputs, request.From, settings, progress);
        settings.Check(inputs.PossibleFormats);
        var context = new ConversionContext { Cancellation = interruption.Token };
        try
        {
            Show(request.Inputs.SelectMany(path => Read(path, inputs, progress, context)));
            if (_exitCode == ExitCode.Done)
            {
                settings.CheckAllUsed();
            }

            return _exitCode;
        }
        finally
        {
            if (warnings is not null)
            {
                DiagnosticPrinter.Print(context.Diagnostics, warnings);
            }
        }
    }

    private IEnumerable<InfoSubject> Read(
        string path, InputSet inputs, InputProgress progress, ConversionContext context)
    {
        using IEnumerator<(string Name, ProfileFormat Format, Profile Profile)> all =
            inputs.Read(path, context).GetEnumerator();
        while (MoveNext(all, progress))
        {
            yield return new InfoSubject(all.Current.Name, all.Current.Format, all.Current.Profile);
        }
    }

    // The progress bar is removed while output and errors are printed. After an input that cannot be read, the next one
    // is still shown.
    private bool MoveNext(IEnumerator<(string Name, ProfileFormat Format, Profile Profile)> all, InputProgress progress)
    {
        try
        {
            using ProgressBar? bar = warnings is null ? null : ProgressBar.StartIfSeen(progress);
            interruption.Shown = bar;
            return all.MoveNext();
        }
        catch (Exception e) when (e is ProfileFormatException or IOException or UnauthorizedAccessException)
        {
            _exitCode = CommandLine.Report(e);
            return false;
        }
    }

    private void Show(IEnumerable<InfoSubject> subjects)
    {
        if (request.Json)
        {
            using Stream output = StandardStreams.OpenOutput();
            InfoJson.Write(subjects, output);
            return;
        }

        string before = "";
        foreach (InfoSubject subject in subjects)
        {
            StandardStreams.Out.Write(before + InfoText.Format(subject, request.Raw));
            before = "\n";
        }
    }
}
