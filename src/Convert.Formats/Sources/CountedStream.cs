namespace Refold.Formats.Sources;

/// <summary>Counts the bytes that are read from a stream.</summary>
internal sealed class CountedStream(Stream counted, InputProgress progress) : ReadOnlyStream
{
    public override int Read(Span<byte> buffer)
    {
        int read = counted.Read(buffer);
        progress.Add(read);
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            counted.Dispose();
        }

        base.Dispose(disposing);
    }
}
