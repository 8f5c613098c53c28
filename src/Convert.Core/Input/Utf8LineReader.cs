namespace Refold.Formats;

/// <summary>
/// Text as lines of bytes, read through one window that slides over the stream. Lines are valid until the next call.
/// The line end (LF or CRLF) is not part of a line; the last line need not have one.
/// </summary>
/// <remarks>
/// Hot loops may look at the <see cref="Window"/> itself and <see cref="Skip"/> what they have used:
/// <code>
///     window: [ used │ Window: lines not yet read ………… ][ free ]
/// </code>
/// </remarks>
public sealed class Utf8LineReader
{
    private const int InitialSize = 256 * 1024;

    private readonly ByteWindow _window;
    private readonly string _name;
    private readonly int _maxLineBytes;

    /// <summary>Reads the lines of an input, whose stream stays open.</summary>
    public Utf8LineReader(ProfileInput input, ConversionLimits limits)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(limits);
        _window = new ByteWindow(input.Stream, InitialSize);
        _name = input.Name;
        _maxLineBytes = limits.ItemBytes;
    }

    /// <summary>The number of the line read last, from 1; 0 before the first.</summary>
    public long LineNumber { get; private set; }

    /// <summary>Whether the line read last has a line end; false for a last line that may have been cut off.</summary>
    public bool HasLineEnd { get; private set; } = true;

    /// <summary>The place of the line read last, for messages.</summary>
    public InputPosition Position => new(_name, Line: LineNumber);

    /// <summary>What is in memory and not yet used; see <see cref="Fill"/>.</summary>
    public ReadOnlySpan<byte> Window => _window.Bytes;

    /// <summary>The next line; false at the end.</summary>
    /// <exception cref="ProfileFormatException">A line is longer than the limits allow.</exception>
    public bool TryReadLine(out ReadOnlySpan<byte> line)
    {
        int searched = 0;
        while (true)
        {
            int length = Window[searched..].IndexOf((byte)'\n');
            if (length >= 0)
            {
                line = TakeLine(searched + length, searched + length + 1);
                return true;
            }

            searched = _window.Length;
            if (!Fill())
            {
                line = Window.IsEmpty ? default : TakeLine(searched, searched);
                return searched > 0;
            }
        }
    }

    /// <summary>
    /// Reads on, so that the <see cref="Window"/> grows at its end; false at the end of the stream. The window grows
    /// beyond its usual size only for lines that need it.
    /// </summary>
    /// <exception cref="ProfileFormatException">The window is larger than any item the limits allow.</exception>
    public bool Fill()
    {
        if (!_window.HasEnded && _window.Length > _maxLineBytes)
        {
            throw new ProfileFormatException(
                new InputPosition(_name, Line: LineNumber + 1),
                $"expected at most {_maxLineBytes} bytes in a line, found more");
        }

        return _window.Fill();
    }

    /// <summary>Uses up bytes of the <see cref="Window"/> that hold <paramref name="lines"/> line ends.</summary>
    public void Skip(int bytes, long lines)
    {
        _window.Skip(bytes);
        LineNumber += lines;
    }

    private ReadOnlySpan<byte> TakeLine(int length, int used)
    {
        ReadOnlySpan<byte> line = Window[..length];
        Skip(used, 1);
        HasLineEnd = used > length;
        return line is [.., (byte)'\r'] ? line[..^1] : line;
    }
}
