namespace Refold.Formats;

/// <summary>An open, decompressed input: its name, its first bytes for detection, and its stream for reading.</summary>
public sealed class ProfileInput : IDisposable
{
    /// <summary>The maximum length of <see cref="Head"/> in bytes.</summary>
    public const int MaxHeadLength = 64 * 1024;

    /// <summary>The maximum length of <see cref="Head"/> in bytes after <see cref="TryExtendHead"/>.</summary>
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

    /// <summary>The first bytes, which remain part of <see cref="Stream"/>.</summary>
    public ReadOnlySpan<byte> Head => _head;

    /// <summary>The stream of all bytes. Cannot seek.</summary>
    public Stream Stream => _stream;

    /// <summary>Creates an input from a stream, which is closed with it.</summary>
    /// <param name="stream">The stream of decompressed bytes; it need not seek.</param>
    /// <param name="name">The path, or <c>-</c> for standard input.</param>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static ProfileInput FromStream(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        byte[] head = GC.AllocateUninitializedArray<byte>(MaxHeadLength);
        int length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        Array.Resize(ref head, length);
        return new ProfileInput(name, head, stream);
    }

    /// <summary>
    /// Extends <see cref="Head"/> up to <see cref="MaxLongHeadLength"/>, for formats that the first bytes do not show.
    /// </summary>
    /// <returns>Whether it is longer now; false at the end of the input, or if reading has begun.</returns>
    /// <exception cref="IOException">The stream cannot be read.</exception>
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
