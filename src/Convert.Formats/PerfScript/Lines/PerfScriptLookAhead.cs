namespace Refold.Formats.PerfScript;

/// <summary>Reads lines, and shows how the line after the current one begins.</summary>
/// <remarks>
/// <code>
///                   ┌ current line              ┌ start of the next line, in memory, too
/// window:  … used │ app 10 1.0: 1000 cycles: ↵ │ →    1234 main (/bin/a …
/// </code>
/// Reading from the stream moves the bytes that are in memory. So the start of the next line is read before the current
/// line is returned, which then stays valid until the next call.
/// </remarks>
internal sealed class PerfScriptLookAhead(Utf8LineReader lines)
{
    // A tab and an address, `→ffffffff8115b3a0 `, take eighteen bytes.
    private const int ShownLength = 64;

    /// <summary>Whether the next line is blank.</summary>
    public bool IsNextBlank => NextBeginsWith('\n') || NextBeginsWith('\r');

    /// <summary>Whether the next line is blank or begins with a tab.</summary>
    public bool IsNextFrameOrBlank => NextBeginsWith('\t') || IsNextBlank;

    /// <summary>Whether there is a next line, which is not blank and does not begin with a tab.</summary>
    public bool IsNextText => !lines.Window.IsEmpty && !IsNextFrameOrBlank;

    /// <summary>
    /// Whether the next line begins with a tab and an address, or the input ends after the tab and blanks.
    /// </summary>
    /// <remarks>Any text may precede a line with a tab; a header precedes a tab and an address.</remarks>
    public bool IsNextFrame
    {
        get
        {
            ReadOnlySpan<byte> next = PerfScriptText.TrimStart(lines.Window);
            int end = next.IndexOfAny(" \t\r\n"u8);
            return NextBeginsWith('\t')
                && (next.IsEmpty || PerfScriptText.TryHex(end < 0 ? next : next[..end], out _));
        }
    }

    /// <summary>Reads the next line; false at the end of the input.</summary>
    /// <param name="line">The line without its end, valid until the next call.</param>
    public bool TryReadLine(out ReadOnlySpan<byte> line)
    {
        while (!IsNextLineShown(lines.Window) && lines.Fill())
        {
        }

        return lines.TryReadLine(out line);
    }

    private static bool IsNextLineShown(ReadOnlySpan<byte> window)
    {
        int end = window.IndexOf((byte)'\n');
        ReadOnlySpan<byte> next = end < 0 ? default : window[(end + 1)..];
        return next.Length >= ShownLength || next.Contains((byte)'\n');
    }

    private bool NextBeginsWith(char first) => !lines.Window.IsEmpty && lines.Window[0] == first;
}
