namespace Refold.Formats.PerfScript;

/// <summary>
/// A frame as perf prints it, <c>tab address symbol+0xoffset (dso)</c>, of which symbol, offset and dso may be
/// missing (perf: tools/perf/util/evsel_fprintf.c, sample__fprintf_callchain).
/// </summary>
internal readonly ref struct PerfScriptFrame
{
    private const int MinUnindentedDigits = 4;

    /// <summary>The address as printed: in the file for code of a file, else in memory.</summary>
    public required ulong Address { get; init; }

    /// <summary>The name of the function; empty if perf found none.</summary>
    public ReadOnlySpan<byte> Symbol { get; init; }

    /// <summary>The dso: what perf calls the mapped file; empty if it is unknown or not printed.</summary>
    public ReadOnlySpan<byte> Dso { get; init; }

    /// <summary>Whether a dso is printed, be it unknown.</summary>
    public bool HasDso { get; init; }

    /// <summary>True if perf has looked for the symbol, even if it found none.</summary>
    public bool WasSymbolized { get; init; }

    /// <summary>True if this function was inlined into that of a later frame with the same address.</summary>
    public bool IsInlined { get; init; }

    /// <summary>Reads a frame that fills a text, blanks around it; false if it does not begin with an address.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out PerfScriptFrame frame)
    {
        bool isInstruction = PerfScriptLines.IsInstruction(text);
        text = PerfScriptText.Trim(text);
        int digits = PerfScriptText.WordLength(text);
        if (!PerfScriptText.TryHex(text[..digits], out ulong address) || isInstruction)
        {
            frame = default;
            return false;
        }

        frame = Parse(address, PerfScriptText.TrimStart(text[digits..]));
        return true;
    }

    /// <summary>
    /// Whether a line begins with an address and goes on with a symbol: <c>7f7241fbe6d8 base (/lib/a.so)</c>.
    /// </summary>
    /// <param name="line">A line whose indent may be lost.</param>
    public static bool IsUnindented(ReadOnlySpan<byte> line)
    {
        int digits = PerfScriptText.WordLength(line);
        return digits >= MinUnindentedDigits && digits + 1 < line.Length
            && PerfScriptText.TryHex(line[..digits], out _)
            && line[..digits].IndexOfAnyInRange((byte)'0', (byte)'9') >= 0;
    }

    private static PerfScriptFrame Parse(ulong address, ReadOnlySpan<byte> text)
    {
        int split = FindDso(text);
        ReadOnlySpan<byte> symbol = WithoutOffset(split < 0 ? text : text[..split]);
        ReadOnlySpan<byte> dso = split < 0 ? default : text[split..].TrimStart((byte)' ')[1..^1];
        bool isInlined = dso.SequenceEqual("inlined"u8);
        return new PerfScriptFrame
        {
            Address = address,
            Symbol = symbol.SequenceEqual("[unknown]"u8) ? default : symbol,
            Dso = isInlined || dso.SequenceEqual("[unknown]"u8) ? default : WithoutOffset(dso),
            HasDso = split >= 0,
            WasSymbolized = !symbol.IsEmpty,
            IsInlined = isInlined,
        };
    }

    /// <summary>
    /// Where ` (dso)` begins; -1 if there is none. Symbols and dsos may both hold blanks and parentheses
    /// (<c>f(int (*)(char))</c>, <c>/tmp/x (deleted)</c>), so the surest sign comes first.
    /// </summary>
    private static int FindDso(ReadOnlySpan<byte> text)
    {
        if (text is not [.., (byte)')'])
        {
            return -1;
        }

        if (text.StartsWith("[unknown] ("u8))
        {
            return "[unknown]".Length;
        }

        int afterOffset = FindOffsetEnd(text);
        if (afterOffset > 0)
        {
            return afterOffset;
        }

        int open = FindPartner(text);
        return open == 0 ? 0
            : open > 0 ? (text[open - 1] == ' ' ? open - 1 : -1)
            : Math.Max(text.LastIndexOf(" (/"u8), text.LastIndexOf(" (["u8));
    }

    // Behind the last `+0x1f` that ` (` follows; -1 if there is none.
    private static int FindOffsetEnd(ReadOnlySpan<byte> text)
    {
        for (int at = text.LastIndexOf("+0x"u8); at > 0; at = text[..at].LastIndexOf("+0x"u8))
        {
            int end = at + 3 + PerfScriptText.HexDigitCount(text[(at + 3)..]);
            if (end > at + 3 && text[end..].StartsWith(" ("u8))
            {
                return end;
            }
        }

        return -1;
    }

    // The parenthesis that the one at the end closes; -1 if they do not pair.
    private static int FindPartner(ReadOnlySpan<byte> text)
    {
        int depth = 0;
        for (int i = text.Length - 1; i >= 0; i--)
        {
            depth += text[i] == ')' ? 1 : text[i] == '(' ? -1 : 0;
            if (depth == 0)
            {
                return i;
            }
        }

        return -1;
    }

    // perf ≥ 4.8 prints `symbol+0xoffset`; with the column dsoff also `(dso+0xoffset)`. Neither is part of the name.
    private static ReadOnlySpan<byte> WithoutOffset(ReadOnlySpan<byte> name)
    {
        int at = name.LastIndexOf("+0x"u8);
        int digits = at < 0 ? 0 : PerfScriptText.HexDigitCount(name[(at + 3)..]);
        return digits > 0 && at + 3 + digits == name.Length ? name[..at] : name;
    }
}
