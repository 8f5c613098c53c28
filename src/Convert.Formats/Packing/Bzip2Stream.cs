using ICSharpCode.SharpZipLib.BZip2;
using Refold.Formats.Sources;

namespace Refold.Formats.Packing;

/// <summary>Unpacks the bzip2 streams of an input, one by one.</summary>
internal sealed class Bzip2Stream(Stream packed) : ReadOnlyStream
{
    // BZip2InputStream reads no byte beyond the stream that it unpacks, so the next one starts at the next byte.
    private readonly PeekedStream _packed = new(packed);
    private BZip2InputStream? _current;

    public override int Read(Span<byte> buffer)
    {
        while (_current is not null || _packed.StartsWith("BZh"u8))
        {
            int read = Decode(buffer);
            if (read > 0 || buffer.IsEmpty)
            {
                return read;
            }

            _current = null;
        }

        return 0;
    }

    /// <exception cref="EndOfStreamException">The data are truncated.</exception>
    private int Decode(Span<byte> buffer)
    {
        try
        {
            _current ??= new BZip2InputStream(_packed) { IsStreamOwner = false };
            return _current.Read(buffer);
        }
        catch (BZip2Exception e) when (_packed.HasEnded)
        {
            throw new EndOfStreamException(null, e);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _packed.Dispose();
        }

        base.Dispose(disposing);
    }
}
