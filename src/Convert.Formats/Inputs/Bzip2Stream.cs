using ICSharpCode.SharpZipLib.BZip2;

namespace Refold.Formats.Inputs;

/// <summary>Unpacks the bzip2 streams of an input, one after the other.</summary>
internal sealed class Bzip2Stream(Stream packed) : ForwardStream
{
    // The library reads byte by byte, and not one byte beyond its stream.
    private readonly BufferedStream _packed = new(packed, 64 * 1024);
    private BZip2InputStream? _current;

    public override int Read(Span<byte> buffer)
    {
        bool isNew = false;
        while (true)
        {
            isNew |= _current is null;
            _current ??= new BZip2InputStream(_packed) { IsStreamOwner = false };
            int read = _current.Read(buffer);
            if (read > 0 || isNew)
            {
                return Math.Max(read, 0);
            }

            _current = null;
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
