namespace Refold.Formats.PerfScript;

/// <summary>The line of a frame: <c>tab address symbol+0xoffset (dso)</c>.</summary>
/// <remarks>
/// <code>
/// →           1234 main+0x4 (/bin/app)                            → is a tab
/// → ffffffff8115b3 do_syscall_64 ([kernel.kallsyms])              without offset: perf before 4.8, -F -symoff
/// →           1234 [unknown] (/bin/app)                           no symbol found
/// →           1234 f(int (*)(char))+0x4 (/bin/my app (deleted))   blanks and parentheses in both names
/// →           1234 inner (inlined)                                inlined into the next frame of address 1234
/// →           1234                                                -F ip
/// </code>
/// Source: tools/perf/util/evsel_fprintf.c, sample__fprintf_callchain.
/// </remarks>
internal readonly ref struct PerfScriptFrame
{
    // Shorter words, `add`, `dad`, are rather words of a text than addresses.
    private const int MinUnindentedDigits = 4;

    /// <summary>The address as printed: an offset in the file for code of a file, else an address in memory.</summary>
    public required ulong Address { get; init; }

    /// <summary>The name of the function; empty if perf found none.</summary>
    public ReadOnlySpan<byte> Symbol { get; init; }

    /// <summary>The dso, perf's word for a mapped file; empty if it is unknown or not printed.</summary>
    public ReadOnlySpan<byte> Dso { get; init; }

    /// <summary>Whether a dso is printed, including <c>([unknown])</c>.</summary>
    public bool HasDso { get; init; }

    /// <summary>Whether perf has searched for the symbol, even if it found none.</summary>
    public bool WasSymbolized { get; init; }

    /// <summary>Whether the function was inlined into the function of a later frame with the same address.</summary>
    public bool IsInlined { get; init; }

    /// <summary>Parses a frame with blanks around it; false if the text does not begin with an address.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out PerfScriptFrame frame)
    {
        bool isInstruction = PerfScriptLineKind.IsInstruction(text);
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
    /// Whether a line that may have lost its indent is a frame: an address, then a symbol, as in
    /// <c>7f7241fbe6d8 base (/lib/a.so)</c>.
    /// </summary>
    /// <param name="line">The line.</param>
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

    // The index at which ` (dso)` begins; -1 if there is none. Both symbols and dsos may contain blanks and
    // parentheses, so the signs are tried in order of certainty:
    //   [unknown] (/tmp/x (deleted))     the literal [unknown]
    //   f(int (*)(char))+0x4 (/bin/app)  the offset, which ` (` follows
    //   f(int (*)(char)) (/bin/app)      the parenthesis that matches the last one
    //   operator(( (/bin/app)            unbalanced: the last ` (/` or ` ([`
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

        int open = FindMatchingParenthesis(text);
        return open == 0 ? 0
            : open > 0 ? (text[open - 1] == ' ' ? open - 1 : -1)
            : Math.Max(text.LastIndexOf(" (/"u8), text.LastIndexOf(" (["u8));
    }

    // The index after the last `+0x1f` that ` (` follows; -1 if there is none.
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

    // The index of the parenthesis that the last byte closes; -1 if parentheses are unbalanced.
    private static int FindMatchingParenthesis(ReadOnlySpan<byte> text)
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

    // perf ≥ 4.8 prints `symbol+0xoffset`, and `(dso+0xoffset)` with -F +dsoff. Offsets are not part of the names.
    private static ReadOnlySpan<byte> WithoutOffset(ReadOnlySpan<byte> name)
    {
        int at = name.LastIndexOf("+0x"u8);
        int digits = at < 0 ? 0 : PerfScriptText.HexDigitCount(name[(at + 3)..]);
        return digits > 0 && at + 3 + digits == name.Length ? name[..at] : name;
    }
}
