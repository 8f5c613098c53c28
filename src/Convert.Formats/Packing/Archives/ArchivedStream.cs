namespace Refold.Formats.Packing;

/// <summary>
/// The content of a file in an archive that is read from front to back. It stays open when this stream is closed, since
/// the archive needs it to go on.
/// </summary>
/// <param name="content">The content.</param>
/// <param name="expected">Its length according to the archive; negative if unknown.</param>
internal sealed class ArchivedStream(Stream content, long expected) : ForwardStream
{
    private long _length;

    /// <summary>Whether the content was damaged or ended early.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>
    /// Whether it was so after some of it had been read, which <see cref="SalvagingStream"/> warns of.
    /// </summary>
    public bool IsSalvaged => IsBroken && _length > 0;

    /// <exception cref="EndOfStreamException">The content ends early.</exception>
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
