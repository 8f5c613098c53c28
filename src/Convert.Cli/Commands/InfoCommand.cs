using Refold.Formats;
using Refold.Formats.Sources;

namespace Refold.Cli;

/// <summary>Says what inputs are: their formats, and what they hold.</summary>
internal sealed class InfoCommand(InfoRequest request, Interruption interruption, TextWriter? warnings)
{
    private int _exitCode = ExitCode.Done;

    /// <summary>Looks at each input, one after the other: only one is in memory.</summary>
    /// <returns>The exit code: of failure if an input cannot be read. The others are shown all the same.</returns>
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

    // The bar is off the screen while facts and errors are shown. An input that cannot be read does not keep the next
    // from being shown.
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
            StandardStreams.Out.Write(before + InfoText.Format(subject));
            before = "\n";
        }
    }
}
