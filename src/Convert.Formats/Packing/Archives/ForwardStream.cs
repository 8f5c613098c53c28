namespace Refold.Formats.Packing;

/// <summary>A stream that is only read, and cannot seek: the base of all streams around an input.</summary>
internal abstract class ForwardStream : Stream
{
    private const string NoSeeking = "The stream cannot seek.";
    private const string NoWriting = "The stream cannot be written.";

    public sealed override bool CanRead => true;

    public sealed override bool CanSeek => false;

    public sealed override bool CanWrite => false;

    public sealed override long Length => throw new NotSupportedException(NoSeeking);

    public sealed override long Position
    {
        get => throw new NotSupportedException(NoSeeking);
        set => throw new NotSupportedException(NoSeeking);
    }

    public abstract override int Read(Span<byte> buffer);

    public sealed override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public sealed override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException(NoSeeking);

    public sealed override void SetLength(long value) => throw new NotSupportedException(NoWriting);

    public sealed override void Write(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException(NoWriting);

    public sealed override void Flush()
    {
    }
}
