namespace Refold.Formats.Inputs;

/// <summary>A stream that owns another object, and closes it with itself.</summary>
/// <param name="content">What is read.</param>
/// <param name="owned">Closed with this stream.</param>
/// <param name="onEnd">Called once at the end of the content.</param>
internal sealed class OwningStream(Stream content, IDisposable owned, Action onEnd) : ForwardStream
{
    private bool _ended;

    public override int Read(Span<byte> buffer)
    {
        int read = content.Read(buffer);
        if (read == 0 && !_ended && !buffer.IsEmpty)
        {
            _ended = true;
            onEnd();
        }

        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            owned.Dispose();
        }

        base.Dispose(disposing);
    }
}
