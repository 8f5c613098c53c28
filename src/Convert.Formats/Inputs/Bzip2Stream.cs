using ICSharpCode.SharpZipLib.BZip2;

namespace Refold.Formats.Inputs;

/// <summary>Unpacks the bzip2 streams of an input, one after the other.</summary>
internal sealed class Bzip2Stream(Stream packed) : ForwardStream
{
    // The library takes not one byte from beyond the stream it unpacks.
    private readonly PeekedStream _packed = new(packed);
    private BZip2InputStream? _current;

    public override int Read(Span<byte> buffer)
    {
        while (_current is not null || _packed.ComesNext("BZh"u8))
        {
            _current ??= new BZip2InputStream(_packed) { IsStreamOwner = false };
            int read = _current.Read(buffer);
            if (read > 0 || buffer.IsEmpty)
            {
                return read;
            }

            _current = null;
        }

        return 0;
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
