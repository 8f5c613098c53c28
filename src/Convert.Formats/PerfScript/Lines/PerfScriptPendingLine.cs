namespace Refold.Formats.PerfScript;

/// <summary>A line that may be the first half of a comm that contains a line end.</summary>
/// <remarks>
/// Threads may set any comm, and perf prints it as it is:
/// <code>
/// two
/// lines 4242 17.000001: 1 cs:
/// </code>
/// </remarks>
internal sealed class PerfScriptPendingLine
{
    private byte[] _text = [];

    /// <summary>Whether no line is pending.</summary>
    public bool IsEmpty => _text.Length == 0;

    /// <summary>The length of the line in bytes, including leading blanks and line end; 0 if none is pending.</summary>
    public int LengthWithEnd { get; private set; }

    /// <summary>Keeps a line that is short enough for a comm; false if it is too long.</summary>
    /// <param name="line">The line.</param>
    public bool TrySet(ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> half = line.TrimStart((byte)' ');
        if (half.Length + 2 > PerfScriptTask.MaxCommLength)
        {
            return false;
        }

        _text = half.ToArray();
        LengthWithEnd = line.Length + 1;
        return true;
    }

    /// <summary>Whether the line and <paramref name="secondHalf"/> are short enough for one comm.</summary>
    /// <param name="secondHalf">The text before the other columns of the next line.</param>
    public bool CanContinueWith(ReadOnlySpan<byte> secondHalf) =>
        _text.Length + 1 + secondHalf.Length <= PerfScriptTask.MaxCommLength;

    /// <summary>Removes the pending line and returns it without leading blanks; empty if none is pending.</summary>
    public byte[] Take()
    {
        byte[] text = _text;
        _text = [];
        LengthWithEnd = 0;
        return text;
    }
}
