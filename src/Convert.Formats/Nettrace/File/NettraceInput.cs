namespace Refold.Formats.Nettrace;

/// <summary>A trace as a window that slides over its stream, with the name of the input for messages.</summary>
internal sealed class NettraceInput(Stream stream, string name)
{
    private const int InitialSize = 256 * 1024;

    private readonly ByteWindow _window = new(stream, InitialSize);

    /// <summary>The offset of the next byte in the file.</summary>
    public long Offset => _window.Offset;

    /// <summary>The position of the next byte, for messages.</summary>
    public InputPosition Position => new(name, Offset: Offset);

    /// <summary>The name of the input.</summary>
    public string Name => name;

    /// <summary>
    /// Returns the next bytes without consuming them; if the file ends first, the remaining ones and false. They are
    /// valid until the next call.
    /// </summary>
    public bool TryPeek(int length, out ReadOnlySpan<byte> bytes)
    {
        bool isWhole = _window.TryFill(length);
        bytes = _window.Bytes[..Math.Min(length, _window.Length)];
        return isWhole;
    }

    /// <summary>Consumes bytes that were peeked at.</summary>
    public void Skip(int length) => _window.Skip(length);
}
