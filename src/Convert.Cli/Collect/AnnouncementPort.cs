using System.Collections.Concurrent;
using System.IO.Pipes;
using System.Net.Sockets;

namespace Refold.Cli.Collect;

/// <summary>
/// A place where .NET runtimes announce themselves when they start, and wait until they are told to go on: what
/// <c>DOTNET_DiagnosticPorts</c> in their environment names. Every process that a command starts inherits it, so each
/// must get its answer.
/// </summary>
internal sealed class AnnouncementPort : IDisposable
{
    private readonly string _name = $"refold-{Guid.NewGuid():N}";
    private readonly string _path;
    private readonly Socket? _listener;
    private readonly ConcurrentBag<IDisposable> _connections = [];
    private readonly CancellationTokenSource _closing = new();

    /// <summary>Opens it.</summary>
    /// <exception cref="IOException">The system does not allow it.</exception>
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
            throw new IOException($"{Path.GetTempPath()}: expected a folder where a socket can be made, found none", e);
        }
    }

    /// <summary>What the environment of a program must say.</summary>
    public string Address => $"{_path},suspend";

    /// <summary>Calls back for each runtime that announces itself, one after the other, until this is disposed.</summary>
    public async Task Listen(Action<RuntimeAnnouncement> use)
    {
        try
        {
            while (true)
            {
                Stream connection = await Accept(_closing.Token).ConfigureAwait(false);
                _connections.Add(connection);
                if (await RuntimeAnnouncement.Read(connection, _closing.Token).ConfigureAwait(false) is { } announcement)
                {
                    use(announcement);
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException or IOException)
        {
            // It is closed.
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
