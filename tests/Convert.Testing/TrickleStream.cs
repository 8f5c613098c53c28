using Refold.Formats;

namespace Refold.Testing;

/// <summary>A stream that gives a few bytes at each read, as pipes may, and cannot seek.</summary>
/// <param name="bytes">All bytes.</param>
/// <param name="atOnce">The maximum length of a read.</param>
public sealed class TrickleStream(byte[] bytes, int atOnce = 1) : ReadOnlyStream
{
    private int _position;

    /// <summary>True once the stream was closed.</summary>
    public bool IsClosed { get; private set; }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        int length = Math.Min(Math.Min(buffer.Length, atOnce), bytes.Length - _position);
        bytes.AsSpan(_position, length).CopyTo(buffer);
        _position += length;
        return length;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        IsClosed = true;
        base.Dispose(disposing);
    }
}
