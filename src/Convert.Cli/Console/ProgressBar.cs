using System.Globalization;
using Refold.Formats.Sources;
using Spectre.Console;

namespace Refold.Cli;

/// <summary>
/// Shows the progress of reading on a terminal, if it takes longer than half a second. Until then it costs a sleeping
/// thread.
/// </summary>
internal sealed class ProgressBar : IDisposable
{
    private const double BytesPerMegabyte = 1e6;

    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly InputProgress _progress;
    private readonly ManualResetEventSlim _done = new();
    private readonly Thread _thread;

    private ProgressBar(InputProgress progress)
    {
        _progress = progress;
        _thread = new Thread(Run) { IsBackground = true };
        _thread.Start();
    }

    /// <summary>Starts a progress bar for these inputs; null if standard error is not a terminal.</summary>
    public static ProgressBar? StartIfSeen(InputProgress progress) =>
        ErrorConsole.IsSeen ? new ProgressBar(progress) : null;

    /// <summary>Removes the bar from the screen.</summary>
    public void Dispose()
    {
        _done.Set();
        _thread.Join();
    }

    private void Run()
    {
        if (!_done.Wait(Delay))
        {
            ErrorConsole.Create().Progress().AutoClear(true).Columns(Columns()).Start(Show);
        }
    }

    private ProgressColumn[] Columns() => _progress.BytesExpected is null
        ? [new TaskDescriptionColumn(), new SpinnerColumn(), new TransferSpeedColumn()]
        : [new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn()];

    private void Show(ProgressContext context)
    {
        ProgressTask task = context.AddTask("Reading", maxValue: _progress.BytesExpected ?? double.MaxValue);
        task.IsIndeterminate = _progress.BytesExpected is null;
        do
        {
            task.Value = _progress.BytesRead;
            task.MaxValue = _progress.BytesExpected ?? double.MaxValue;
            task.Description = task.IsFinished ? "Working" : task.IsIndeterminate ? ReadSoFar() : "Reading";
        }
        while (!_done.Wait(Interval));
    }

    private string ReadSoFar() =>
        string.Create(CultureInfo.InvariantCulture, $"Reading {_progress.BytesRead / BytesPerMegabyte:N0} MB");
}
