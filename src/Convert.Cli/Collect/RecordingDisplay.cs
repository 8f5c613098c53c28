using System.Diagnostics;
using System.Globalization;
using Spectre.Console;

namespace Refold.Cli.Collect;

/// <summary>Shows a running recording on a terminal: time and received bytes.</summary>
internal sealed class RecordingDisplay : IDisposable
{
    private const double BytesPerMegabyte = 1e6;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly EventStream _events;
    private readonly TimeSpan? _duration;
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly ManualResetEventSlim _done = new();
    private readonly Thread _thread;

    private RecordingDisplay(EventStream events, TimeSpan? duration)
    {
        _events = events;
        _duration = duration;
        _thread = new Thread(Run) { IsBackground = true };
        _thread.Start();
    }

    /// <summary>Starts a display; null if standard error is not a terminal.</summary>
    public static RecordingDisplay? StartIfSeen(EventStream events, TimeSpan? duration) =>
        ErrorConsole.IsSeen ? new RecordingDisplay(events, duration) : null;

    /// <summary>Removes the display from the screen.</summary>
    public void Dispose()
    {
        _done.Set();
        _thread.Join();
    }

    private void Run() =>
        ErrorConsole.Create().Progress().AutoClear(true)
            .Columns(new SpinnerColumn(), new TaskDescriptionColumn())
            .Start(Show);

    private void Show(ProgressContext context)
    {
        ProgressTask task = context.AddTask(Text());
        task.IsIndeterminate = true;
        while (!_done.Wait(Interval))
        {
            task.Description = Text();
        }
    }

    private string Text()
    {
        string end = _duration is { } duration
            ? string.Create(CultureInfo.InvariantCulture, $" of {duration.TotalSeconds:0.##} s")
            : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Recording {_watch.Elapsed.TotalSeconds:N0} s{end}, {_events.BytesRead / BytesPerMegabyte:N1} MB; "
            + $"Ctrl-C ends it");
    }
}
