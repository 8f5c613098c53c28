namespace Refold.Formats;

/// <summary>The base of streams that are read forward only: they cannot seek and cannot be written.</summary>
public abstract class ReadOnlyStream : Stream
{
    private const string NoSeeking = "The stream cannot seek.";
    private const string NoWriting = "The stream cannot be written.";

    /// <inheritdoc/>
    public sealed override bool CanRead => true;

    /// <inheritdoc/>
    public sealed override bool CanSeek => false;

    /// <inheritdoc/>
    public sealed override bool CanWrite => false;

    /// <inheritdoc/>
    public sealed override long Length => throw new NotSupportedException(NoSeeking);

    /// <inheritdoc/>
    public sealed override long Position
    {
        get => throw new NotSupportedException(NoSeeking);
        set => throw new NotSupportedException(NoSeeking);
    }

    /// <inheritdoc/>
    public abstract override int Read(Span<byte> buffer);

    /// <inheritdoc/>
    public sealed override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public sealed override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException(NoSeeking);

    /// <inheritdoc/>
    public sealed override void SetLength(long value) => throw new NotSupportedException(NoWriting);

    /// <inheritdoc/>
    public sealed override void Write(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException(NoWriting);

    /// <summary>Does nothing: there is nothing to write.</summary>
    public sealed override void Flush()
    {
    }
}
