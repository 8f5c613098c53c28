namespace Refold.Formats.PerfScript;

/// <summary>
/// The columns after the event: arguments of a tracepoint, flags of a branch, a data address, and the only frame of a
/// record without call chain.
/// </summary>
/// <remarks>
/// <code>
/// after the event                                                 columns
///
///  prev_comm=a prev_pid=1 ==&gt; next_comm=b                         arguments of a tracepoint
///      7f0012340018 main+0x8 (/bin/app)                           -F +addr: data address, its symbol and dso
///   5080021 |OP LOAD|LVL L1 hit|SNP None|…          7             -F +data_src,+weight
///      55adb96d058d f (/tmp/app)                                  the only frame
///      7f0012340018       55adb96d058d f (/tmp/app)               data address and the only frame
///   call        401136 main (/bin/app) =&gt;      401200 f (/bin/app)  a branch: flags, frame, target
/// </code>
/// An address is right-aligned in sixteen columns; only this width distinguishes it from other numbers. The frame is
/// the last address that names a dso, or else the last address. Source: tools/perf/builtin-script.c, process_event.
/// </remarks>
internal readonly ref struct PerfScriptColumns
{
    // perf prints addresses with `%16lx`, after a blank or another column.
    private const int AddressWidth = 16;

    /// <summary>The only frame of a record without call chain; empty if there is none.</summary>
    public ReadOnlySpan<byte> Frame { get; private init; }

    /// <summary>The data address or the target of a branch, in hexadecimal digits; empty if not printed.</summary>
    public ReadOnlySpan<byte> Address { get; private init; }

    /// <summary>The symbol at <see cref="Address"/>, <c>symbol+0x8 (dso)</c>; empty if not printed.</summary>
    public ReadOnlySpan<byte> AddressSymbol { get; private init; }

    /// <summary>The source of the accessed data: <c>|OP LOAD|LVL L1 hit|…</c>; empty if not printed.</summary>
    public ReadOnlySpan<byte> DataSource { get; private init; }

    /// <summary>The number printed after <see cref="DataSource"/>; empty if there is none.</summary>
    public ReadOnlySpan<byte> Weight { get; private init; }

    /// <summary>
    /// Other columns before the frame: arguments of a tracepoint, flags of a branch, a control group, unknown columns.
    /// </summary>
    public ReadOnlySpan<byte> Leading { get; private init; }

    /// <summary>Columns after the frame: registers, sizes of pages.</summary>
    public ReadOnlySpan<byte> Trailing { get; private init; }

    /// <summary>Parses the columns of a record.</summary>
    /// <param name="text">The text after the event.</param>
    /// <param name="hasFrames">Whether a call chain follows, so that none of the columns is a frame.</param>
    /// <param name="isTracepoint">Whether the text may begin with arguments, which may contain any text.</param>
    public static PerfScriptColumns Parse(ReadOnlySpan<byte> text, bool hasFrames, bool isTracepoint)
    {
        int arrow = hasFrames || isTracepoint ? -1 : text.IndexOf(" => "u8);
        ReadOnlySpan<byte> rest = arrow < 0 ? text : text[..arrow];
        int start = hasFrames ? rest.Length : FindFrame(rest, isTracepoint);
        int end = start + FrameLength(rest[start..]);
        ReadOnlySpan<byte> address = isTracepoint ? default : arrow < 0 ? rest[..start] : text[(arrow + 4)..];
        int addressLength = FindAddress(address, out int addressStart);
        ReadOnlySpan<byte> afterAddress = PerfScriptText.Trim(address[(addressStart + addressLength)..]);
        afterAddress = SplitDataSource(
            afterAddress, isTracepoint, out ReadOnlySpan<byte> dataSource, out ReadOnlySpan<byte> weight);
        bool hasSymbol = addressLength > 0 && IsSymbol(afterAddress);
        return new PerfScriptColumns
        {
            Frame = rest[start..end],
            Address = address.Slice(addressStart, addressLength),
            DataSource = dataSource,
            Weight = weight,
            AddressSymbol = hasSymbol ? afterAddress : default,
            Leading = isTracepoint || arrow >= 0 ? PerfScriptText.Trim(rest[..start])
                : hasSymbol ? default : afterAddress,
            Trailing = PerfScriptText.Trim(rest[end..]),
        };
    }

    /// <summary>Whether a text begins with an address, right-aligned in sixteen columns.</summary>
    public static bool StartsWithAddress(ReadOnlySpan<byte> text)
    {
        int start = Math.Max(0, text.IndexOfAnyExcept(PerfScriptText.Blanks));
        return IsAddress(text, 0, start, PerfScriptText.WordLength(text[start..]));
    }

    /// <summary>
    /// Whether the columns are flags of a branch, as <c>-F +flags</c> prints them: <c>call</c>, <c>tr end  jmp</c>.
    /// </summary>
    public static bool AreFlags(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> word = text[..PerfScriptText.WordLength(text)];
        return word.Length > 0 && " call return jcc jmp int iret syscall sysret async hw tx tr vmentry vmexit br "u8
            .IndexOf([(byte)' ', .. word, (byte)' ']) >= 0;
    }

    /// <summary>
    /// Whether the columns are a control group, <c>-F +cgroup</c>: <c>/user.slice/session-2.scope</c>.
    /// </summary>
    public static bool IsControlGroup(ReadOnlySpan<byte> text) =>
        text is [(byte)'/', ..] && !text.Contains((byte)')');

    /// <summary>
    /// The index of the only frame, which is the last address that names a dso, or else the last address; the length of
    /// the text if it has no address.
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

    // A symbol has a name, and a dso if dsos are printed; sizes and weights are numbers.
    private static bool IsSymbol(ReadOnlySpan<byte> text) =>
        text is [.., (byte)')'] or [not ((byte)'/' or (byte)'|' or (>= (byte)'0' and <= (byte)'9')), ..];

    // `5080021 |OP LOAD|LVL L1 hit|SNP None|TLB L1 or L2 hit|LCK No|BLK  N/A          7`
    private static ReadOnlySpan<byte> SplitDataSource(
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

    // Whether the word at start, with the blanks from gap on, is an address in sixteen columns.
    private static bool IsAddress(ReadOnlySpan<byte> text, int gap, int start, int length) =>
        start + length - gap >= AddressWidth && PerfScriptText.TryHex(text.Slice(start, length), out _);

    // A frame ends with its dso; the text after it is another column.
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
