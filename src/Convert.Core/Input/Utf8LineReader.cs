namespace Refold.Formats;

/// <summary>Reads text as lines of bytes.</summary>
/// <remarks>
/// A line excludes its end (LF or CRLF), which the last line may lack, and is valid until the next call. Hot loops read
/// <see cref="Window"/> directly and <see cref="Skip"/> the bytes that they used:
/// <code>
/// buffer:   [ used │ Window: bytes not yet read │ free ]
///                    main;work 7\nmain;wo
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

    /// <summary>The number of the current line, from 1; 0 before the first.</summary>
    public long LineNumber { get; private set; }

    /// <summary>Whether the current line has a line end; false for a last line, which may be truncated.</summary>
    public bool HasLineEnd { get; private set; } = true;

    /// <summary>The place of the current line, for messages.</summary>
    public InputPosition Position => new(_name, Line: LineNumber);

    /// <summary>The bytes in memory that are not yet used; see <see cref="Fill"/>.</summary>
    public ReadOnlySpan<byte> Window => _window.Bytes;

    /// <summary>Reads the next line.</summary>
    /// <returns>Whether there is one.</returns>
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
    /// Reads more bytes into the <see cref="Window"/>, which grows beyond its usual size only for lines that need it.
    /// </summary>
    /// <returns>Whether there were more bytes.</returns>
    /// <exception cref="ProfileFormatException">The window exceeds the limit of an item.</exception>
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

    /// <summary>Removes bytes from the start of the <see cref="Window"/>.</summary>
    /// <param name="bytes">The number of bytes.</param>
    /// <param name="lines">The number of line ends in them.</param>
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
