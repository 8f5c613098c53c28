namespace Refold.Formats.Packing;

/// <summary>The content of a file in an archive that is read sequentially.</summary>
/// <remarks>The content stays open when this stream is closed: the archive needs it to reach the next file.</remarks>
/// <param name="content">The content.</param>
/// <param name="expected">Its length according to the archive; negative if unknown.</param>
internal sealed class ArchivedStream(Stream content, long expected) : ReadOnlyStream
{
    private long _length;

    /// <summary>Whether the content is corrupt or truncated.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>
    /// Whether the content is corrupt or truncated after some of it was read; <see cref="SalvagingStream"/> has warned.
    /// </summary>
    public bool IsSalvaged => IsBroken && _length > 0;

    /// <exception cref="EndOfStreamException">The content is truncated.</exception>
    public override int Read(Span<byte> buffer)
    {
        try
        {
            int read = content.Read(buffer);
            _length += read;
            return read > 0 || buffer.IsEmpty || _length >= expected ? read : throw new EndOfStreamException();
        }
        catch (Exception e) when (SalvagingStream.IsDamage(e))
        {
            IsBroken = true;
            throw;
        }
    }
}
