namespace Refold.Formats.Packing;

/// <summary>What a decoder of System.IO.Compression unpacks, with the damage that it passes over.</summary>
/// <param name="decoder">The decoder, which reads from <paramref name="source"/>.</param>
/// <param name="source">The packed bytes.</param>
/// <param name="onRest">Called once if bytes are left over behind the data that are more than padding; may be null.</param>
internal sealed class InflatedStream(Stream decoder, PackedSource source, Action? onRest) : ForwardStream
{
    private bool _ended;

    /// <exception cref="InvalidDataException">The data are damaged.</exception>
    /// <exception cref="EndOfStreamException">The data end early.</exception>
    public override int Read(Span<byte> buffer)
    {
        int read = _ended ? 0 : Decode(buffer);
        if (source.AsksBeyondEnd > 1 || (source.AsksBeyondEnd == 1 && read > 0))
        {
            throw new EndOfStreamException();
        }

        if (read == 0 && !_ended && !buffer.IsEmpty)
        {
            _ended = true;
            CheckRest();
        }

        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            decoder.Dispose();
        }

        base.Dispose(disposing);
    }

    // A decoder of cut data may fail on the byte that stands behind the input.
    private int Decode(Span<byte> buffer)
    {
        try
        {
            return decoder.Read(buffer);
        }
        catch (InvalidDataException e) when (source.AsksBeyondEnd > 0)
        {
            throw new EndOfStreamException(null, e);
        }
    }

    // Tapes and block devices pad with zeros.
    private void CheckRest()
    {
        if (source.AsksBeyondEnd == 0 && onRest is not null)
        {
            source.Drain();
            if (source.LastByte != 0)
            {
                onRest();
            }
        }
    }
}
