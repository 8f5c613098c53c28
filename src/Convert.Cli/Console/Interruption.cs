using System.Runtime.InteropServices;

namespace Refold.Cli;

/// <summary>
/// Ctrl-C and its like: the first time, work is cancelled and ends in order. If it does not end soon, since it waits for
/// a pipe, or the second time, the process ends on the spot, after what must not stay behind was removed.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _source = new();
    private readonly ManualResetEventSlim _done = new();
    private readonly PosixSignalRegistration[] _registrations;
    private Action? _instead;

    /// <summary>Listens from now on.</summary>
    public Interruption() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal),
        PosixSignalRegistration.Create(PosixSignal.SIGHUP, OnSignal),
        PosixSignalRegistration.Create(PosixSignal.SIGQUIT, OnSignal),
    ];

    /// <summary>Cancelled on the first signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>An output that must not stay behind; its disposal is safe at any time.</summary>
    public IDisposable? Unfinished { get; set; }

    /// <summary>What is on the screen and must not stay there; its disposal is safe at any time.</summary>
    public IDisposable? Shown { get; set; }

    /// <summary>What the first signal does, once, instead of cancelling: what runs is to end well. Null for nothing.</summary>
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
