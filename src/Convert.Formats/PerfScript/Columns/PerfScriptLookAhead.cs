
namespace Refold.Formats.PerfScript;

/// <summary>What follows the line that is being read.</summary>
internal sealed class PerfScriptLookAhead(Utf8LineReader lines)
{
    private const int EnoughForAddress = 64;

    private byte[] _copy = [];

    /// <summary>Whether the next line is blank.</summary>
    public bool IsBlank => IsNext('\n') || IsNext('\r');

    /// <summary>Whether the next line is blank or begins with a tab.</summary>
    public bool IsFrameOrBlank => IsNext('\t') || IsBlank;

    /// <summary>Whether the next line is there, and neither blank nor begins with a tab.</summary>
    public bool IsText => !lines.Window.IsEmpty && !IsFrameOrBlank;

    /// <summary>The line, which stays valid while the next one is looked at.</summary>
    /// <remarks>
    /// Reading on moves what is in memory, so a line after which nothing has been read yet is copied.
    /// </remarks>
    public ReadOnlySpan<byte> Keep(ReadOnlySpan<byte> line)
    {
        if (!lines.Window.IsEmpty)
        {
            return line;
        }

        _copy = line.ToArray();
        lines.Fill();
        return _copy;
    }

    /// <summary>Whether the next line begins with a tab and an address.</summary>
    /// <remarks>
    /// Any text may stand above a tab; above a tab and an address it is the header of a sample. As much of the next
    /// line is read as is needed to decide, for which the line itself may have to move.
    /// </remarks>
    public bool IsFrame(ref ReadOnlySpan<byte> line)
    {
        if (!IsNext('\t'))
        {
            return false;
        }

        _copy = line.ToArray();
        line = _copy;
        while (lines.Window.Length < EnoughForAddress && !lines.Window.Contains((byte)'\n') && lines.Fill())
        {
        }

        ReadOnlySpan<byte> next = PerfScriptText.TrimStart(lines.Window);
        int end = next.IndexOfAny(" \t\r\n"u8);
        return PerfScriptText.TryHex(end < 0 ? next : next[..end], out _);
    }

    private bool IsNext(char first) => !lines.Window.IsEmpty && lines.Window[0] == first;
}
