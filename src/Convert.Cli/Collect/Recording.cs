using System.Globalization;
using System.Net.Sockets;
using Microsoft.Diagnostics.NETCore.Client;

namespace Refold.Cli.Collect;

/// <summary>A recording that runs: events come from a process until it ends or somebody stops it.</summary>
internal sealed class Recording : IDisposable
{
    // What waits in the process to be sent; memory is taken only as it fills.
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

    /// <summary>The events, in the format that dotnet-trace gives the ending <c>.nettrace</c>.</summary>
    public EventStream Events { get; }

    /// <summary>True if somebody stopped it.</summary>
    public bool WasStopped => Volatile.Read(ref _stopped) != 0;

    /// <summary>Starts to record.</summary>
    /// <param name="id">The process.</param>
    /// <param name="profiles">What to record.</param>
    /// <param name="patience">How long to wait for an answer of the process.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="IOException">It cannot be recorded.</exception>
    /// <exception cref="OperationCanceledException">The waiting was cancelled.</exception>
    public static Recording Start(
        int id, RecordedProfiles profiles, TimeSpan patience, CancellationToken cancellation)
    {
        string name = ProcessFacts.Describe(id);
        try
        {
            // A process that hangs or is stopped accepts connections all the same, and never answers.
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
                $"{name}: expected an answer within {seconds} s, found none; --timeout waits longer", e);
        }
        catch (Exception e) when (IsForbidden(e))
        {
            throw new IOException(
                $"{name}: expected a process that may be recorded, found one of another user; its user and root may", e);
        }
        catch (Exception e) when (e is UnsupportedCommandException or UnsupportedProtocolException)
        {
            throw new IOException($"{name}: expected .NET Core 3.0 or later, found an older runtime", e);
        }
        catch (ServerErrorException e)
        {
            throw new IOException($"{name}: expected to record it, found that its runtime refuses: {e.Message}", e);
        }
        catch (Exception e) when (IsGone(e))
        {
            throw new IOException(
                $"{name}: expected a .NET process with a diagnostics port, found none that answers", e);
        }
    }

    /// <summary>
    /// Asks the process to end the recording, on any thread, any number of times. It then tells the names of its
    /// methods, so that there is more to read.
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
                // No answer: the events that have come are all there will be.
                _session.EventStream.Dispose();
            }
        }
        catch (Exception e) when (IsGone(e))
        {
            // The process ended at the same time; so do its events.
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
