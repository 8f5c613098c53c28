using System.Runtime.InteropServices;

namespace Refold.Cli;

/// <summary>
/// Handles Ctrl-C and other termination signals. The first signal cancels the work. If it does not end within half a
/// second, because it waits for a pipe, or at the second signal, unfinished output is removed and the process exits.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _source = new();
    private readonly ManualResetEventSlim _done = new();
    private readonly PosixSignalRegistration[] _registrations;
    private Action? _instead;

    /// <summary>Starts to handle signals.</summary>
    public Interruption() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal),
        PosixSignalRegistration.Create(PosixSignal.SIGHUP, OnSignal),
        PosixSignalRegistration.Create(PosixSignal.SIGQUIT, OnSignal),
    ];

    /// <summary>Cancelled on the first signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>The unfinished output, removed by its disposal, which is safe at any time.</summary>
    public IDisposable? Unfinished { get; set; }

    /// <summary>The progress display, removed by its disposal, which is safe at any time.</summary>
    public IDisposable? Shown { get; set; }

    /// <summary>
    /// An action that the first signal runs once instead of cancelling, for work that must finish normally; null for
    /// none.
    /// </summary>
    public Action? Instead
    {
        set => Volatile.Write(ref _instead, value);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _done.Set();
        foreach (PosixSignalRegistration registration in _registrations)
        {
            registration.Dispose();
        }
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        if (Interlocked.Exchange(ref _instead, null) is { } instead)
        {
            instead();
            return;
        }

        bool isSecond = _source.IsCancellationRequested;
        _source.Cancel();
        if (isSecond || !_done.Wait(Patience))
        {
            Unfinished?.Dispose();
            Shown?.Dispose();
            Environment.Exit(ExitCode.Interrupted);
        }
    }
}
