using System.Buffers.Binary;

namespace Refold.Cli.Collect;

/// <summary>
/// A runtime that has announced itself and waits, or has been told before to go on. Both messages are described in
/// <see href="https://github.com/dotnet/diagnostics/blob/main/documentation/design-docs/ipc-protocol.md"/>.
/// </summary>
internal sealed class RuntimeAnnouncement
{
    // "ADVR_V1" and a zero, a cookie of 16 bytes, the number of the process in 8, and 2 for later use.
    private const int Length = 34;
    private const int CookieOffset = 8;
    private const int ProcessOffset = 24;

    // "DOTNET_IPC_V1" and a zero, the length of the message in 2 bytes, the set of commands, the command, and 2 bytes
    // for later use. Resuming is command 1 of set 4.
    private static readonly byte[] ResumeMessage = [.. "DOTNET_IPC_V1\0"u8, 20, 0, 4, 1, 0, 0];

    private readonly Stream _connection;

    private RuntimeAnnouncement(Stream connection, ReadOnlySpan<byte> message)
    {
        _connection = connection;
        Cookie = new Guid(message[CookieOffset..ProcessOffset]);
        ProcessId = (int)BinaryPrimitives.ReadInt64LittleEndian(message[ProcessOffset..]);
    }

    /// <summary>Tells runtimes apart: one announces itself again after each answer.</summary>
    public Guid Cookie { get; }

    /// <summary>The process that the runtime is in.</summary>
    public int ProcessId { get; }

    /// <summary>Reads an announcement; null if what comes is none.</summary>
    public static async Task<RuntimeAnnouncement?> Read(Stream connection, CancellationToken cancellation)
    {
        byte[] bytes = new byte[Length];
        int length = await connection.ReadAtLeastAsync(bytes, Length, throwOnEndOfStream: false, cancellation)
            .ConfigureAwait(false);
        return length == Length && bytes.AsSpan().StartsWith("ADVR_V1\0"u8)
            ? new RuntimeAnnouncement(connection, bytes)
            : null;
    }

    /// <summary>Lets it go on; if it is gone, nothing happens.</summary>
    public void Resume()
    {
        try
        {
            _connection.Write(ResumeMessage);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The process ended.
        }
    }
}
