using System.Globalization;
using System.Net.Sockets;
using Microsoft.Diagnostics.NETCore.Client;

namespace Refold.Cli.Collect;

/// <summary>A running recording: events arrive from a process until it ends or the recording is stopped.</summary>
internal sealed class Recording : IDisposable
{
    // The size of the buffer in the process; its memory is used only as it fills.
    private const int BufferMegabytes = 256;

    private readonly EventPipeSession _session;
    private readonly TimeSpan _patience;
    private int _stopped;

    private Recording(EventPipeSession session, TimeSpan patience)
    {
        _session = session;
        _patience = patience;
        Events = new EventStream(session.EventStream);
    }

    /// <summary>The events, in the .nettrace format.</summary>
    public EventStream Events { get; }

    /// <summary>Whether <see cref="Stop"/> was called.</summary>
    public bool WasStopped => Volatile.Read(ref _stopped) != 0;

    /// <summary>Starts a recording.</summary>
    /// <param name="id">The id of the process.</param>
    /// <param name="profiles">The profiles to record.</param>
    /// <param name="patience">How long to wait for an answer of the process.</param>
    /// <param name="cancellation">Cancels the wait.</param>
    /// <exception cref="IOException">The process cannot be recorded.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public static Recording Start(
        int id, RecordedProfiles profiles, TimeSpan patience, CancellationToken cancellation)
    {
        string name = ProcessFacts.Describe(id);
        try
        {
            // A process that hangs or is stopped still accepts connections, but never answers.
            Task<EventPipeSession> start = Task.Run(
                () => DiagnosticsPort.Connect(id)
                    .StartEventPipeSession(profiles.Providers(), requestRundown: true, BufferMegabytes),
                CancellationToken.None);
            return Task.WaitAny([start], (int)patience.TotalMilliseconds, cancellation) == 0
                ? new Recording(start.GetAwaiter().GetResult(), patience)
                : throw new TimeoutException();
        }
        catch (TimeoutException e)
        {
            string seconds = patience.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
            throw new IOException(
                $"{name}: no answer within {seconds} s; use --timeout to wait longer", e);
        }
        catch (Exception e) when (IsForbidden(e))
        {
            throw new IOException(
                $"{name}: permission denied: only its user and root may record it", e);
        }
        catch (Exception e) when (e is UnsupportedCommandException or UnsupportedProtocolException)
        {
            throw new IOException($"{name}: the runtime is too old: .NET Core 3.0 or later is needed", e);
        }
        catch (ServerErrorException e)
        {
            throw new IOException($"{name}: the runtime refuses the recording: {e.Message}", e);
        }
        catch (Exception e) when (IsGone(e))
        {
            throw new IOException(
                $"{name}: no diagnostics port answers", e);
        }
    }

    /// <summary>
    /// Asks the process to end the recording. It then sends the names of its methods, so the stream goes on for a
    /// while. Safe on any thread and when called repeatedly.
    /// </summary>
    public void Stop()
    {
        if (Interlocked.Exchange(ref _stopped, 1) != 0)
        {
            return;
        }

        try
        {
            var stop = Task.Run(_session.Stop);
            if (Task.WaitAny([stop], _patience) == 0)
            {
                stop.GetAwaiter().GetResult();
            }
            else
            {
                // No answer: no more events will arrive.
                _session.EventStream.Dispose();
            }
        }
        catch (Exception e) when (IsGone(e))
        {
            // The process ended at the same time.
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Events.Dispose();
        _session.Dispose();
    }

    private static bool IsForbidden(Exception e) =>
        e is UnauthorizedAccessException
        || e is SocketException { SocketErrorCode: SocketError.AccessDenied }
        || (e.InnerException is { } inner && IsForbidden(inner));

    private static bool IsGone(Exception e) =>
        e is DiagnosticsClientException or SocketException or TimeoutException or ObjectDisposedException
        || (e is IOException && e is not FileNotFoundException && e.InnerException is SocketException)
        || e is EndOfStreamException;
}
