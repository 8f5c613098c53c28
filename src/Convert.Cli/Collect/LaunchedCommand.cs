using System.ComponentModel;
using System.Diagnostics;

namespace Refold.Cli.Collect;

/// <summary>
/// A command that is started and recorded; it keeps standard input and output. The first .NET runtime that starts in it
/// or its child processes is suspended and recorded; all others resume at once. For <c>dotnet run</c> and the like, the
/// program that the SDK starts is recorded, not the SDK.
/// </summary>
internal sealed class LaunchedCommand : IDisposable
{
    private const string PortsVariable = "DOTNET_DiagnosticPorts";

    // Ctrl-C reaches the command, too; this gives it time to clean up.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    // Commands of the SDK that start another program.
    private static readonly string[] Runners = ["run", "test", "watch"];

    private readonly AnnouncementPort _port = new();
    private readonly HashSet<Guid> _met = [];
    private readonly TaskCompletionSource<RuntimeAnnouncement> _runtime = new();
    private readonly string _name;
    private readonly bool _passesSdk;
    private readonly Process _process;

    /// <summary>Starts the command.</summary>
    /// <param name="command">The program and its arguments.</param>
    /// <exception cref="IOException">The program cannot be started.</exception>
    public LaunchedCommand(IReadOnlyList<string> command)
    {
        _name = command[0];
        _passesSdk = ProcessFacts.IsSdk(command)
            && (Runners.Contains(command[1]) || command[1].EndsWith(".cs", StringComparison.Ordinal));
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
            throw new IOException($"{_name}: {Reason(e)}", e);
        }
    }

    /// <summary>Waits for the first runtime.</summary>
    /// <exception cref="IOException">The command ended before a runtime started.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public RuntimeAnnouncement WaitForRuntime(CancellationToken cancellation)
    {
        Task end = _process.WaitForExitAsync(cancellation);
        Task.WaitAny([_runtime.Task, end], cancellation);
        return _runtime.Task.IsCompleted
            ? _runtime.Task.GetAwaiter().GetResult()
            : throw new IOException(
                $"{_name}: the command ended (exit code {_process.ExitCode}) without starting a .NET runtime");
    }

    /// <summary>Waits until the command ends.</summary>
    /// <returns>The exit code of the command.</returns>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public int WaitForEnd(CancellationToken cancellation)
    {
        _process.WaitForExitAsync(cancellation).GetAwaiter().GetResult();
        return _process.ExitCode;
    }

    /// <summary>Waits up to three seconds for the command to end.</summary>
    public void WaitBriefly() => _process.WaitForExit(Patience);

    /// <summary>Kills the command and its child processes if it is still running.</summary>
    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
        _port.Dispose();
    }

    private static string Reason(Win32Exception e)
    {
        const int NoSuchFile = 2;
        const int PermissionDenied = 13;
        return e.NativeErrorCode switch
        {
            NoSuchFile => "no such program",
            PermissionDenied => "permission denied",
            _ => "the program cannot be started",
        };
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
