using System.Buffers.Binary;

namespace Refold.Cli.Collect;

/// <summary>
/// The announcement of a runtime that waits for permission to continue. Both messages are described in
/// <see href="https://github.com/dotnet/diagnostics/blob/main/documentation/design-docs/ipc-protocol.md"/>.
/// </summary>
internal sealed class RuntimeAnnouncement
{
    // 41 44 56 52 5f 56 31 00   "ADVR_V1\0"
    // xx × 16                   cookie: a GUID, the same in each announcement of one runtime
    // 2a 00 00 00 00 00 00 00   process id
    // 00 00                     reserved
    private const int Length = 34;
    private const int CookieOffset = 8;
    private const int ProcessOffset = 24;

    // "DOTNET_IPC_V1\0", message length (2 bytes), command set 4, command 1 (resume runtime), reserved (2 bytes).
    private static readonly byte[] ResumeMessage = [.. "DOTNET_IPC_V1\0"u8, 20, 0, 4, 1, 0, 0];

    private readonly Stream _connection;

    private RuntimeAnnouncement(Stream connection, ReadOnlySpan<byte> message)
    {
        _connection = connection;
        Cookie = new Guid(message[CookieOffset..ProcessOffset]);
        ProcessId = (int)BinaryPrimitives.ReadInt64LittleEndian(message[ProcessOffset..]);
    }

    /// <summary>Identifies the runtime, which announces itself again after each answer.</summary>
    public Guid Cookie { get; }

    /// <summary>The id of the runtime's process.</summary>
    public int ProcessId { get; }

    /// <summary>Reads an announcement; null if the message is not one.</summary>
    public static async Task<RuntimeAnnouncement?> Read(Stream connection, CancellationToken cancellation)
    {
        byte[] bytes = new byte[Length];
        int length = await connection.ReadAtLeastAsync(bytes, Length, throwOnEndOfStream: false, cancellation)
            .ConfigureAwait(false);
        return length == Length && bytes.AsSpan().StartsWith("ADVR_V1\0"u8)
            ? new RuntimeAnnouncement(connection, bytes)
            : null;
    }

    /// <summary>Lets the runtime continue; does nothing if its process has ended.</summary>
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
