namespace Refold.Formats;

/// <summary>A stream of bytes that were read already, followed by the rest of their stream. Cannot seek.</summary>
/// <param name="head">The bytes read from <paramref name="rest"/>.</param>
/// <param name="rest">The stream after these bytes; closed with this one.</param>
internal sealed class ReplayStream(ReadOnlyMemory<byte> head, Stream rest) : ReadOnlyStream
{
    private ReadOnlyMemory<byte> _head = head;

    /// <summary>Whether any byte has been read.</summary>
    internal bool HasBegun { get; private set; }

    /// <summary>Replaces the head by a longer one; only before the first read.</summary>
    internal void Restart(ReadOnlyMemory<byte> longer) => _head = longer;

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        HasBegun = true;
        if (_head.IsEmpty)
        {
            return rest.Read(buffer);
        }

        int length = Math.Min(buffer.Length, _head.Length);
        _head.Span[..length].CopyTo(buffer);
        _head = _head[length..];
        return length;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            rest.Dispose();
        }

        base.Dispose(disposing);
    }
}
