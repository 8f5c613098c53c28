namespace Refold.Formats.PerfScript;

/// <summary>
/// What follows the event on a record's first line: flags of a branch, arguments of a tracepoint, a data address, other
/// columns, and, if there is no call chain, the only frame (perf: tools/perf/builtin-script.c, process_event).
/// </summary>
internal readonly ref struct PerfScriptColumns
{
    // perf prints addresses with `%16lx`, and a blank or another column before.
    private const int AddressWidth = 16;

    /// <summary>The only frame of a record without call chain; empty if there is none.</summary>
    public ReadOnlySpan<byte> Frame { get; private init; }

    /// <summary>The data address, or where a branch went, in hexadecimal digits; empty if not printed.</summary>
    public ReadOnlySpan<byte> Address { get; private init; }

    /// <summary>What lies at <see cref="Address"/>, as printed: <c>symbol+0x8 (dso)</c>; empty if not printed.</summary>
    public ReadOnlySpan<byte> AddressSymbol { get; private init; }

    /// <summary>Where data came from: <c>|OP LOAD|LVL L1 hit|…</c>; empty if not printed.</summary>
    public ReadOnlySpan<byte> DataSource { get; private init; }

    /// <summary>The number printed after <see cref="DataSource"/>; empty if there is none.</summary>
    public ReadOnlySpan<byte> Weight { get; private init; }

    /// <summary>What else stands before the frame: arguments of a tracepoint, flags of a branch, other columns.</summary>
    public ReadOnlySpan<byte> Others { get; private init; }

    /// <summary>What else stands behind the frame: registers, sizes of pages.</summary>
    public ReadOnlySpan<byte> Trailing { get; private init; }

    /// <summary>Reads the columns of a record.</summary>
    /// <param name="text">The text behind the event.</param>
    /// <param name="hasFrames">True if a call chain follows, so that none of the columns is a frame.</param>
    /// <param name="isTracepoint">True if the text may begin with arguments, which may look like anything.</param>
    public static PerfScriptColumns Parse(ReadOnlySpan<byte> text, bool hasFrames, bool isTracepoint)
    {
        int arrow = hasFrames || isTracepoint ? -1 : text.IndexOf(" => "u8);
        ReadOnlySpan<byte> rest = arrow < 0 ? text : text[..arrow];
        int start = hasFrames ? rest.Length : FindFrame(rest, isTracepoint);
        int end = start + FrameLength(rest[start..]);
        ReadOnlySpan<byte> address = isTracepoint ? default : arrow < 0 ? rest[..start] : text[(arrow + 4)..];
        int addressLength = FindAddress(address, out int addressStart);
        ReadOnlySpan<byte> behindAddress = PerfScriptText.Trim(address[(addressStart + addressLength)..]);
        behindAddress = TakeDataSource(
            behindAddress, isTracepoint, out ReadOnlySpan<byte> dataSource, out ReadOnlySpan<byte> weight);
        bool hasSymbol = addressLength > 0 && IsSymbol(behindAddress);
        return new PerfScriptColumns
        {
            Frame = rest[start..end],
            Address = address.Slice(addressStart, addressLength),
            DataSource = dataSource,
            Weight = weight,
            AddressSymbol = hasSymbol ? behindAddress : default,
            Others = isTracepoint || arrow >= 0 ? PerfScriptText.Trim(rest[..start])
                : hasSymbol ? default : behindAddress,
            Trailing = PerfScriptText.Trim(rest[end..]),
        };
    }

    /// <summary>True if a text begins with an address, right-aligned as perf prints it.</summary>
    public static bool StartsWithAddress(ReadOnlySpan<byte> text)
    {
        int start = Math.Max(0, text.IndexOfAnyExcept(PerfScriptText.Blanks));
        return IsAddress(text, 0, start, PerfScriptText.WordLength(text[start..]));
    }

    /// <summary>True if these are flags of a branch, as <c>-F +flags</c> prints them: <c>call</c>, <c>tr end  jmp</c>.</summary>
    public static bool AreFlags(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> word = text[..PerfScriptText.WordLength(text)];
        return word.Length > 0 && " call return jcc jmp int iret syscall sysret async hw tx tr vmentry vmexit br "u8
            .IndexOf([(byte)' ', .. word, (byte)' ']) >= 0;
    }

    /// <summary>Whether these are a control group, <c>-F +cgroup</c>: <c>/user.slice/session-2.scope</c>.</summary>
    public static bool IsControlGroup(ReadOnlySpan<byte> text) =>
        text is [(byte)'/', ..] && !text.Contains((byte)')');

    /// <summary>
    /// Where the only frame begins, or the end of the text: at the last address that names a dso, else the last.
    /// </summary>
    public static int FindFrame(ReadOnlySpan<byte> text, bool isTracepoint)
    {
        int found = text.Length;
        bool foundDso = false;
        int end = text.Length;
        while (end > 0 && !foundDso)
        {
            int start = FindLastAddress(text[..end], isTracepoint);
            if (start < 0)
            {
                break;
            }

            foundDso = FrameLength(text[start..end]) is var length && text[start + length - 1] == ')';
            found = foundDso || found == text.Length ? start : found;
            end = start;
        }

        return found;
    }

    // What lies at an address has a name, and a dso if dsos are printed; sizes and weights are numbers.
    private static bool IsSymbol(ReadOnlySpan<byte> text) =>
        text is [.., (byte)')'] or [not ((byte)'/' or (byte)'|' or (>= (byte)'0' and <= (byte)'9')), ..];

    // `5080021 |OP LOAD|LVL L1 hit|SNP None|TLB L1 or L2 hit|LCK No|BLK  N/A          7`
    private static ReadOnlySpan<byte> TakeDataSource(
        ReadOnlySpan<byte> text, bool isTracepoint, out ReadOnlySpan<byte> source, out ReadOnlySpan<byte> weight)
    {
        source = weight = default;
        int start = isTracepoint ? -1 : text.IndexOf("|OP "u8);
        ReadOnlySpan<byte> number = PerfScriptText.TrimEnd(text[..Math.Max(0, start)]);
        if (start < 0 || !PerfScriptText.TryHex(number, out _))
        {
            return text;
        }

        source = text[start..];
        int last = PerfScriptText.LastWordStart(source);
        if (PerfScriptText.TryInteger(source[last..], out _) && source[..last].EndsWith("   "u8))
        {
            weight = source[last..];
            source = PerfScriptText.TrimEnd(source[..last]);
        }

        return default;
    }

    private static int FindLastAddress(ReadOnlySpan<byte> text, bool isTracepoint)
    {
        int end = PerfScriptText.TrimEnd(text).Length;
        while (end > 0)
        {
            int start = PerfScriptText.LastWordStart(text[..end]);
            int previous = PerfScriptText.TrimEnd(text[..start]).Length;
            bool isFirst = previous == 0 && !isTracepoint && PerfScriptText.TryHex(text[start..end], out _);
            if (isFirst || IsAddress(text, previous, start, end - start))
            {
                return start;
            }

            end = previous;
        }

        return -1;
    }

    // Whether the word at start, which blanks from gap on precede, is as wide as an address.
    private static bool IsAddress(ReadOnlySpan<byte> text, int gap, int start, int length) =>
        start + length - gap >= AddressWidth && PerfScriptText.TryHex(text.Slice(start, length), out _);

    // A frame ends with its dso; what follows is another column.
    private static int FrameLength(ReadOnlySpan<byte> text)
    {
        int close = text.LastIndexOf((byte)')');
        bool hasDso = close > 0 && text[..close].IndexOf(" ("u8) > 0
            && (close + 1 == text.Length || PerfScriptText.IsBlank(text[close + 1]));
        return hasDso ? close + 1 : PerfScriptText.TrimEnd(text).Length;
    }

    private static int FindAddress(ReadOnlySpan<byte> text, out int start)
    {
        start = Math.Max(0, text.IndexOfAnyExcept(PerfScriptText.Blanks));
        int length = PerfScriptText.WordLength(text[start..]);
        return PerfScriptText.TryHex(text.Slice(start, length), out _) ? length : 0;
    }
}
