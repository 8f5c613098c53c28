namespace Refold.Formats.Callgrind;

/// <summary>Reads positions: addresses and lines, absolute or relative to those of the previous cost line.</summary>
/// <remarks>
/// <code>
/// positions: instr line
/// 0x401136 16 400           absolute
/// +3 * 120                  0x401139, line 16
/// -9 -4 7                   0x401130, line 12
/// calls=3 0x401200 50       the target is relative to the previous cost line, too
/// </code>
/// </remarks>
internal sealed class CallgrindPositionReader(Utf8LineReader lines)
{
    private const int MaxCount = 8;

    private Int128[] _last = [0];
    private Int128[] _target = [0];
    private int _address = -1;
    private int _line;

    /// <summary>The address of the last cost line; 0 if unknown.</summary>
    public ulong Address => AddressOf(_last);

    /// <summary>The line number of the last cost line; 0 if unknown.</summary>
    public long Line => LineOf(_last);

    /// <summary>The address of the last target of a call; 0 if unknown.</summary>
    public ulong TargetAddress => AddressOf(_target);

    /// <summary>The line number of the last target of a call; 0 if unknown.</summary>
    public long TargetLine => LineOf(_target);

    /// <summary>Reads a line <c>positions:</c>, the kinds of the first numbers of cost lines.</summary>
    public void ReadKinds(ReadOnlySpan<byte> text)
    {
        int count = 0;
        _address = -1;
        _line = -1;
        for (text = text.Trim(" \t"u8); !text.IsEmpty; text = text.TrimStart(" \t"u8))
        {
            ReadOnlySpan<byte> word = CallgrindNumbers.ReadWord(ref text);
            _address = word.SequenceEqual("instr"u8) || word.SequenceEqual("addr"u8) ? count : _address;
            _line = word.SequenceEqual("line"u8) ? count : _line;
            count++;
        }

        if (count is 0 or > MaxCount)
        {
            throw new ProfileFormatException(
                lines.Position, $"expected positions such as 'instr line', found {count} of them");
        }

        _last = new Int128[count];
        _target = new Int128[count];
    }

    /// <summary>Reads the position of a cost line, and returns the rest of the line.</summary>
    public ReadOnlySpan<byte> Read(ReadOnlySpan<byte> text) => Read(text, _last);

    /// <summary>Reads the target of a call. Later positions are not relative to it.</summary>
    public void ReadTarget(ReadOnlySpan<byte> text)
    {
        _last.CopyTo(_target, 0);
        text = text.TrimStart(" \t"u8);
        if (!text.IsEmpty)
        {
            _ = Read(text, _target);
        }
    }

    private ReadOnlySpan<byte> Read(ReadOnlySpan<byte> text, Int128[] positions)
    {
        for (int i = 0; i < positions.Length; i++)
        {
            ReadOnlySpan<byte> word = CallgrindNumbers.ReadWord(ref text);
            if (!TryMove(word, ref positions[i]))
            {
                string plural = positions.Length == 1 ? "" : "s";
                throw new ProfileFormatException(
                    lines.Position, $"expected {positions.Length} position{plural}, found {MessageText.Quote(word)}");
            }
        }

        return text;
    }

    private static bool TryMove(ReadOnlySpan<byte> word, ref Int128 position)
    {
        if (word.SequenceEqual("*"u8))
        {
            return true;
        }

        bool isRelative = word is [(byte)'+' or (byte)'-', ..];
        if (!CallgrindNumbers.TryParse(word is [(byte)'+', ..] ? word[1..] : word, out Int128 number))
        {
            return false;
        }

        position = Int128.Clamp(isRelative ? position + number : number, long.MinValue, ulong.MaxValue);
        return true;
    }

    // A position that is relative to an unknown one may be negative: then it is unknown, too.
    private ulong AddressOf(Int128[] positions) =>
        _address < 0 ? 0 : (ulong)Int128.Clamp(positions[_address], 0, ulong.MaxValue);

    private long LineOf(Int128[] positions) =>
        _line < 0 ? 0 : (long)Int128.Clamp(positions[_line], 0, long.MaxValue);
}
