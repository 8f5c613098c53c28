namespace Refold.Formats.Nettrace;

/// <summary>A stream as a window that moves over it. A claimed length costs memory only once that many bytes came.</summary>
internal sealed class NettraceInput(Stream stream, string name)
{
    private const int InitialSize = 256 * 1024;

    private byte[] _window = GC.AllocateUninitializedArray<byte>(InitialSize);
    private int _at;
    private int _end;
    private long _start;

    /// <summary>Where in the file the next byte is.</summary>
    public long Offset => _start + _at;

    /// <summary>That place, for messages.</summary>
    public InputPosition Position => new(name, Offset: Offset);

    /// <summary>The name of the input.</summary>
    public string Name => name;

    /// <summary>
    /// The next bytes, which stay until the next call; fewer, and false, if the file ends before. They are not consumed.
    /// </summary>
    public bool TryPeek(int length, out ReadOnlySpan<byte> bytes)
    {
        while (_end - _at < length)
        {
            MakeRoom(length);
            int read = stream.Read(_window, _end, _window.Length - _end);
            if (read == 0)
            {
                bytes = _window.AsSpan(_at, _end - _at);
                return false;
            }

            _end += read;
        }

        bytes = _window.AsSpan(_at, length);
        return true;
    }

    /// <summary>Consumes bytes that were seen.</summary>
    public void Skip(int length) => _at += length;

    private void MakeRoom(int length)
    {
        if (_end < _window.Length && _at + (long)length <= _window.Length)
        {
            return;
        }

        bool isFull = _end - _at > _window.Length / 2;
        byte[] target = isFull ? new byte[Math.Min(_window.Length * 2L, Array.MaxLength)] : _window;
        _window.AsSpan(_at, _end - _at).CopyTo(target);
        _start += _at;
        _end -= _at;
        _at = 0;
        _window = target;
    }
}
