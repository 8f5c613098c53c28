using Refold.Formats;

namespace Refold.Cli.Collect;

/// <summary>
/// The event stream of a process, with the number of bytes read. It ends when the process ends. The last two bytes show
/// whether it is complete: the tags for the end of an object and of the stream.
/// </summary>
internal sealed class EventStream(Stream events) : ReadOnlyStream
{
    // Since .NET Core 3.0 a stream ends with the end tag of the last object and a null tag instead of another object.
    private const byte EndOfObject = 6;
    private const byte NoObject = 1;

    private long _length;
    private byte _last;
    private byte _lastButOne;

    /// <summary>The number of bytes read; safe on any thread.</summary>
    public long BytesRead => Interlocked.Read(ref _length);

    /// <summary>Whether the stream has ended with the end tags of a complete recording.</summary>
    public bool IsWhole => _lastButOne == EndOfObject && _last == NoObject;

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        int read;
        try
        {
            read = events.Read(buffer);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            return 0;
        }

        Remember(buffer[..read]);
        return read;
    }

    private void Remember(ReadOnlySpan<byte> bytes)
    {
        Interlocked.Add(ref _length, bytes.Length);
        if (bytes.Length > 0)
        {
            _lastButOne = bytes.Length > 1 ? bytes[^2] : _last;
            _last = bytes[^1];
        }
    }
}
