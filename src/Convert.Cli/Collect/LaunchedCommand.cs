using System.ComponentModel;
using System.Diagnostics;

namespace Refold.Cli.Collect;

/// <summary>
/// A command that was started to be recorded, with its own input and output. The first .NET runtime that starts in it,
/// itself or below, waits to be recorded; the others go on at once. Where the SDK builds and runs, the program that it
/// runs counts, not the SDK.
/// </summary>
internal sealed class LaunchedCommand : IDisposable
{
    private const string PortsVariable = "DOTNET_DiagnosticPorts";

    // A command that was told to end by Ctrl-C, as we were, may have something to put in order.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    // Commands of the SDK that start programs of others.
    private static readonly string[] Runners = ["run", "test", "watch"];

    private readonly AnnouncementPort _port = new();
    private readonly HashSet<Guid> _met = [];
    private readonly TaskCompletionSource<RuntimeAnnouncement> _runtime = new();
    private readonly string _name;
    private readonly bool _passesSdk;
    private readonly Process _process;

    /// <summary>Starts it.</summary>
    /// <param name="command">The program and its arguments.</param>
    /// <exception cref="IOException">It cannot be started.</exception>
    public LaunchedCommand(IReadOnlyList<string> command)
    {
        _name = command[0];
        _passesSdk = ProcessFacts.IsSdk(command) && (Runners.Contains(command[1]) || command[1].EndsWith(".cs", StringComparison.Ordinal));
        var start = new ProcessStartInfo(command[0], command.Skip(1));
        start.Environment[PortsVariable] = _port.Address;
        _ = _port.Listen(Meet);
        try
        {
            _process = Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            _port.Dispose();
            throw new IOException($"{_name}: expected a program that can be started, found none", e);
        }
    }

    /// <summary>Waits for the runtime to record.</summary>
    /// <exception cref="IOException">The command ended before one started.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public RuntimeAnnouncement WaitForRuntime(CancellationToken cancellation)
    {
        Task end = _process.WaitForExitAsync(cancellation);
        Task.WaitAny([_runtime.Task, end], cancellation);
        return _runtime.Task.IsCompleted
            ? _runtime.Task.GetAwaiter().GetResult()
            : throw new IOException(
                $"{_name}: expected a .NET program, found that it ended ({_process.ExitCode}) and no .NET runtime started");
    }

    /// <summary>Waits until it ends by itself.</summary>
    /// <returns>Its exit code.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public int WaitForEnd(CancellationToken cancellation)
    {
        _process.WaitForExitAsync(cancellation).GetAwaiter().GetResult();
        return _process.ExitCode;
    }

    /// <summary>Gives it a moment to end by itself.</summary>
    public void WaitBriefly() => _process.WaitForExit(Patience);

    /// <summary>Ends it, if it still runs, and all that it started.</summary>
    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
        _port.Dispose();
    }

    private void Meet(RuntimeAnnouncement runtime)
    {
        if (!_met.Add(runtime.Cookie))
        {
            return;
        }

        bool isPassed = _passesSdk && ProcessFacts.IsSdk(ProcessFacts.CommandLine(runtime.ProcessId));
        if (isPassed || !_runtime.TrySetResult(runtime))
        {
            runtime.Resume();
        }
    }
}
