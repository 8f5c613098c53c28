namespace Refold.Formats;

/// <summary>The base of streams that are written forward only: they cannot seek and cannot be read.</summary>
public abstract class WriteOnlyStream : Stream
{
    private const string NoSeeking = "The stream cannot seek.";
    private const string NoReading = "The stream cannot be read.";

    /// <inheritdoc/>
    public sealed override bool CanRead => false;

    /// <inheritdoc/>
    public sealed override bool CanSeek => false;

    /// <inheritdoc/>
    public sealed override bool CanWrite => true;

    /// <inheritdoc/>
    public sealed override long Length => throw new NotSupportedException(NoSeeking);

    /// <inheritdoc/>
    public sealed override long Position
    {
        get => throw new NotSupportedException(NoSeeking);
        set => throw new NotSupportedException(NoSeeking);
    }

    /// <inheritdoc/>
    public abstract override void Write(ReadOnlySpan<byte> buffer);

    /// <inheritdoc/>
    public sealed override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public sealed override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException(NoReading);

    /// <inheritdoc/>
    public sealed override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException(NoSeeking);

    /// <inheritdoc/>
    public sealed override void SetLength(long value) => throw new NotSupportedException(NoSeeking);
}
