using System.Collections.Concurrent;
using System.IO.Pipes;
using System.Net.Sockets;

namespace Refold.Cli.Collect;

/// <summary>
/// A socket or named pipe where .NET runtimes announce themselves at their start and wait for permission to continue,
/// named by <c>DOTNET_DiagnosticPorts</c> in their environment. All processes that a command starts inherit the
/// variable, so each of them needs an answer.
/// </summary>
internal sealed class AnnouncementPort : IDisposable
{
    private readonly string _name = $"refold-{Guid.NewGuid():N}";
    private readonly string _path;
    private readonly Socket? _listener;
    private readonly ConcurrentBag<IDisposable> _connections = [];
    private readonly CancellationTokenSource _closing = new();

    /// <summary>Opens the port.</summary>
    /// <exception cref="IOException">The socket cannot be created.</exception>
    public AnnouncementPort()
    {
        if (OperatingSystem.IsWindows())
        {
            _path = _name;
            return;
        }

        _path = Path.Combine(Path.GetTempPath(), _name);
        _listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            _listener.Bind(new UnixDomainSocketEndPoint(_path));
            File.SetUnixFileMode(_path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            _listener.Listen();
        }
        catch (Exception e) when (e is SocketException or ArgumentException or UnauthorizedAccessException)
        {
            _listener.Dispose();
            throw new IOException($"{Path.GetTempPath()}: cannot create a socket in this folder", e);
        }
    }

    /// <summary>The value of <c>DOTNET_DiagnosticPorts</c> for the program.</summary>
    public string Address => $"{_path},suspend";

    /// <summary>
    /// Calls back for each runtime that announces itself, one after the other, until the port is disposed.
    /// </summary>
    public async Task Listen(Action<RuntimeAnnouncement> use)
    {
        try
        {
            while (true)
            {
                Stream connection = await Accept(_closing.Token).ConfigureAwait(false);
                _connections.Add(connection);
                RuntimeAnnouncement? announcement =
                    await RuntimeAnnouncement.Read(connection, _closing.Token).ConfigureAwait(false);
                if (announcement is not null)
                {
                    use(announcement);
                }
            }
        }
        catch (Exception e) when (
            e is OperationCanceledException or ObjectDisposedException or SocketException or IOException)
        {
            // The port was disposed.
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _closing.Cancel();
        _listener?.Dispose();
        foreach (IDisposable connection in _connections)
        {
            connection.Dispose();
        }

        if (_listener is not null)
        {
            File.Delete(_path);
        }
    }

    private async Task<Stream> Accept(CancellationToken cancellation)
    {
        if (_listener is not null)
        {
            return new NetworkStream(await _listener.AcceptAsync(cancellation).ConfigureAwait(false), ownsSocket: true);
        }

        var pipe = new NamedPipeServerStream(
            _name,
            PipeDirection.InOut,
            NamedPipeServerStream.MaxAllowedServerInstances,
            PipeTransmissionMode.Byte,
            PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);
        await pipe.WaitForConnectionAsync(cancellation).ConfigureAwait(false);
        return pipe;
    }
}
