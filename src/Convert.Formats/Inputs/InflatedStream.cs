namespace Refold.Formats.Inputs;

/// <summary>What a decoder of System.IO.Compression unpacks, with the damage that it passes over.</summary>
/// <param name="decoder">The decoder, which reads from <paramref name="source"/>.</param>
/// <param name="source">The packed bytes.</param>
/// <param name="onRest">Called once if bytes are left over behind the data that are more than padding; may be null.</param>
internal sealed class InflatedStream(Stream decoder, PackedSource source, Action? onRest) : ForwardStream
{
    private bool _ended;

    /// <exception cref="InvalidDataException">The data are damaged or cut off.</exception>
    public override int Read(Span<byte> buffer)
    {
        int read = _ended ? 0 : decoder.Read(buffer);
        if (source.AsksBeyondEnd > 1 || (source.AsksBeyondEnd == 1 && read > 0))
        {
            throw new InvalidDataException("The data are cut off.");
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
