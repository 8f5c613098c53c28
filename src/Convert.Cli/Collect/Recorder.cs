namespace Refold.Cli.Collect;

/// <summary>
/// Carries out one recording: finds or starts the process, records until the end, and passes the events on as they
/// arrive.
/// </summary>
internal sealed class Recorder(CollectRequest request, Interruption interruption, TextWriter? warnings)
{
    private bool _hasSignal;

    private enum Ending
    {
        ByItself,
        ByTime,
        BySignal,
    }

    /// <summary>Records until the end.</summary>
    /// <param name="use">
    /// Reads the events to their end, on this thread. Its first argument names the process for messages.
    /// </param>
    /// <exception cref="IOException">The process cannot be recorded.</exception>
    /// <exception cref="OperationCanceledException">A signal arrived before the recording started.</exception>
    public void Record(Action<string, Stream> use)
    {
        if (request.ProcessId is { } id)
        {
            Record(id, () => { }, use);
            return;
        }

        using var command = new LaunchedCommand(request.Command);
        RuntimeAnnouncement runtime = command.WaitForRuntime(interruption.Token);
        Ending ending = Record(runtime.ProcessId, runtime.Resume, use);
        if (ending == Ending.BySignal)
        {
            command.WaitBriefly();
        }
        else if (ending == Ending.ByItself)
        {
            Report(command.WaitForEnd(interruption.Token));
        }
    }

    // The recording is complete and is written whatever the exit code of the command.
    private void Report(int exitCode)
    {
        if (exitCode != 0)
        {
            warnings?.WriteLine($"refold: note: {request.Command[0]} ended with exit code {exitCode}");
        }
    }

    private Ending Record(int id, Action begin, Action<string, Stream> use)
    {
        string name = ProcessFacts.Describe(id);
        using Recording recording = Recording.Start(
            id, request.Profiles, request.Timeout, interruption.Token);
        interruption.Instead = () =>
        {
            Volatile.Write(ref _hasSignal, true);
            recording.Stop();
        };
        begin();
        using Timer? end = EndOf(recording);
        using RecordingDisplay? display =
            warnings is null ? null : RecordingDisplay.StartIfSeen(recording.Events, request.Duration);
        interruption.Shown = display;
        try
        {
            use(name, recording.Events);
        }
        finally
        {
            interruption.Instead = null;
        }

        display?.Dispose();
        if (!recording.Events.IsWhole)
        {
            warnings?.WriteLine(
                $"refold: warning: {name}: "
                + "the process was killed, so the recording is incomplete and names may be missing [collect.cut]");
        }

        return !recording.WasStopped ? Ending.ByItself
            : Volatile.Read(ref _hasSignal) ? Ending.BySignal
            : Ending.ByTime;
    }

    private Timer? EndOf(Recording recording) =>
        request.Duration is { } duration
            ? new Timer(_ => recording.Stop(), null, duration, Timeout.InfiniteTimeSpan)
            : null;
}
