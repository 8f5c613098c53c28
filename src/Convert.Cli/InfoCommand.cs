using Refold.Formats.Inputs;

namespace Refold.Cli;

/// <summary>Says what inputs are: their formats, and what they hold.</summary>
internal sealed class InfoCommand(InfoRequest request, Interruption interruption, TextWriter? warnings)
{
    /// <summary>Looks at each input.</summary>
    public void Run()
    {
        var settings = new FormatSettings(request.Settings, request.Profile);
        var progress = new InputProgress();
        var inputs = new InputSet(request.Inputs, request.From, settings, progress);
        settings.Check(inputs.PossibleFormats);
        var context = new ConversionContext { Cancellation = interruption.Token };
        try
        {
            List<InfoSubject> subjects = Read(inputs, progress, context);
            settings.CheckAllUsed();
            Show(subjects);
        }
        finally
        {
            if (warnings is not null)
            {
                DiagnosticPrinter.Print(context.Diagnostics, warnings);
            }
        }
    }

    private List<InfoSubject> Read(InputSet inputs, InputProgress progress, ConversionContext context)
    {
        using ProgressBar? bar = warnings is null ? null : ProgressBar.StartIfSeen(progress);
        interruption.Shown = bar;
        return [.. inputs.Read(context).Select(i => new InfoSubject(i.Name, i.Format, i.Profile))];
    }

    private void Show(List<InfoSubject> subjects)
    {
        if (request.Json)
        {
            using Stream output = Console.OpenStandardOutput();
            InfoJson.Write(subjects, output);
            return;
        }

        for (int i = 0; i < subjects.Count; i++)
        {
            Console.Out.Write(i == 0 ? "" : "\n");
            Console.Out.Write(InfoText.Of(subjects[i]));
        }
    }
}
