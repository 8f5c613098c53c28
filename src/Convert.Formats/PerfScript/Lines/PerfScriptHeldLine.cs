namespace Refold.Formats.PerfScript;

/// <summary>A line that may be the first half of a comm with a line end in it.</summary>
internal sealed class PerfScriptHeldLine
{
    private byte[] _text = [];

    /// <summary>Whether no line is held.</summary>
    public bool IsEmpty => _text.Length == 0;

    /// <summary>The length of the line in bytes, blanks before it and its end included; 0 if none is held.</summary>
    public int LengthWithEnd { get; private set; }

    /// <summary>Holds a line that is short enough for a comm; false if it is too long.</summary>
    /// <param name="line">The line.</param>
    public bool TryHold(ReadOnlySpan<byte> line)
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
    /// <param name="secondHalf">What precedes the other columns of the next line.</param>
    public bool GoesOnWith(ReadOnlySpan<byte> secondHalf) =>
        _text.Length + 1 + secondHalf.Length <= PerfScriptTask.MaxCommLength;

    /// <summary>The line without blanks before it, after which none is held.</summary>
    public byte[] Take()
    {
        byte[] text = _text;
        _text = [];
        LengthWithEnd = 0;
        return text;
    }
}
