namespace Refold;

/// <summary>An opened, unpacked input: a name for messages, the first bytes for detection, the stream for reading.</summary>
public sealed class ProfileInput : IDisposable
{
    /// <summary>How many bytes <see cref="Head"/> holds at most.</summary>
    public const int MaxHeadLength = 64 * 1024;

    private readonly byte[] _head;

    private ProfileInput(string name, byte[] head, Stream stream)
    {
        Name = name;
        _head = head;
        Stream = stream;
    }

    /// <summary>The path, or <c>-</c> for standard input.</summary>
    public string Name { get; }

    /// <summary>The first bytes; looking at them consumes nothing.</summary>
    public ReadOnlySpan<byte> Head => _head;

    /// <summary>All bytes from the first; may not be able to seek.</summary>
    public Stream Stream { get; }

    /// <summary>Takes over a stream of unpacked bytes, which need not seek, and closes it when disposed.</summary>
    /// <exception cref="IOException">The stream could not be read.</exception>
    public static ProfileInput FromStream(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        byte[] head = GC.AllocateUninitializedArray<byte>(MaxHeadLength);
        int length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        Array.Resize(ref head, length);
        return new ProfileInput(name, head, new HeadStream(head, stream));
    }

    /// <inheritdoc/>
    public void Dispose() => Stream.Dispose();
}
