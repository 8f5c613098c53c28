namespace Refold.Formats;

/// <summary>An opened, unpacked input: a name for messages, the first bytes for detection, the stream for reading.</summary>
public sealed class ProfileInput : IDisposable
{
    /// <summary>How many bytes <see cref="Head"/> holds at most.</summary>
    public const int MaxHeadLength = 64 * 1024;

    /// <summary>How many bytes <see cref="Head"/> holds at most after <see cref="TryExtendHead"/>.</summary>
    public const int MaxLongHeadLength = 4 * 1024 * 1024;

    private readonly Stream _source;
    private readonly ReplayStream _stream;
    private byte[] _head;

    private ProfileInput(string name, byte[] head, Stream source)
    {
        Name = name;
        _head = head;
        _source = source;
        _stream = new ReplayStream(head, source);
    }

    /// <summary>The path, or <c>-</c> for standard input.</summary>
    public string Name { get; }

    /// <summary>The first bytes; looking at them consumes nothing.</summary>
    public ReadOnlySpan<byte> Head => _head;

    /// <summary>All bytes from the first; may not be able to seek.</summary>
    public Stream Stream => _stream;

    /// <summary>Takes over a stream of unpacked bytes, which need not seek, and closes it when disposed.</summary>
    /// <exception cref="IOException">The stream could not be read.</exception>
    public static ProfileInput FromStream(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        byte[] head = GC.AllocateUninitializedArray<byte>(MaxHeadLength);
        int length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        Array.Resize(ref head, length);
        return new ProfileInput(name, head, stream);
    }

    /// <summary>
    /// Makes <see cref="Head"/> longer, up to <see cref="MaxLongHeadLength"/>; false if there is no more, or if reading
    /// has begun.
    /// </summary>
    /// <exception cref="IOException">The stream could not be read.</exception>
    public bool TryExtendHead()
    {
        int before = _head.Length;
        if (before != MaxHeadLength || _stream.HasBegun)
        {
            return false;
        }

        byte[] longer = GC.AllocateUninitializedArray<byte>(MaxLongHeadLength);
        _head.CopyTo(longer, 0);
        int length = before + _source.ReadAtLeast(
            longer.AsSpan(before), longer.Length - before, throwOnEndOfStream: false);
        Array.Resize(ref longer, length);
        _head = longer;
        _stream.Restart(longer);
        return length > before;
    }

    /// <inheritdoc/>
    public void Dispose() => Stream.Dispose();
}
