namespace Refold.Formats.PerfScript;

/// <summary>Recognises lines that are neither a header nor a frame.</summary>
/// <remarks>
/// <code>
///  ABI:2    AX:0x1    BX:0x2                              columns after the frames: registers
///  0x55/0x66/P/-/-/1  0x77/0x88/M/-/-/0                   branches
/// →0000000000001200→insn: 48 89                           an instruction between branches; → is a tab
/// |12       return x;                                     source code
/// 0x108@perf.data [0x50]: event: 69                       a dump
/// addr2line: could not read first record                  a message
/// Processed 10 events and lost 5 chunks!                  a loss
///  instruction trace error type 1 time 5.0 cpu 0 …        a gap in a processor's trace
/// </code>
/// </remarks>
internal static class PerfScriptLineKind
{
    // perf prints a tab, then the address in sixteen columns.
    private const int AddressEnd = 17;

    private const int OutputStart = 18;

    // Source: tools/perf/util/session.c (perf_session__warn_about_errors), symbol.c, srcline.c, machine.c,
    // unwind-libdw.c.
    private static ReadOnlySpan<byte> MessageStarts =>
        """
        Warning:
        WARNING:
        Error:
        Check IO/CPU overload!
        [ perf 
        perf: 
        addr2line
        /usr/bin/addr2line: 
        sh: 
        /bin/sh: 
        cmd__addr2line
        BFD: 
        unwind: 
        libunwind: 
        no symbols found in 
        No kallsyms or vmlinux 
        Failed to 
        failed to 
        [kernel.kallsyms] with build id 
        Can't 
        Couldn't 
        Cannot 
        Could not 
        could not 
        Unable to 
        Kernel address maps 
        (/proc/{kallsyms,modules}) 
        Check /proc/sys/kernel/kptr_restrict
        As no suitable kallsyms 
        Samples in kernel 
        can't be resolved
        Processed 
        Found invalid callchains!
        Is this an older tool processing a perf.data file
        If that is not the case, consider reporting
        Please consider reporting
        Are you running a KVM guest
        Timestamp below last timeslice flush
        corrupted callchain
        overlapping maps
        problem processing 
        The perf.data file 
        """u8;

    private static ReadOnlySpan<byte> MessageParts =>
        """
        : cmd__addr2line
        : could not read first record
         out of order events recorded
         events had invalid callchains
         unknown events!
         unprocessable samples
         unresolvable events
        AUX data 
        """u8;

    /// <summary>Whether a line is one of <c>perf script -D</c>: the bytes of a record, or its description.</summary>
    public static bool IsDump(ReadOnlySpan<byte> line)
    {
        if (line.TrimStart((byte)' ') is [(byte)'.', ..])
        {
            return true;
        }

        // `0x108@perf.data [0x50]: event: 69`, `2597038505078 0x470 [0x50]: PERF_RECORD_SAMPLE(IP, 0x2): …`
        int bracket = line[..Math.Min(line.Length, 256)].IndexOf(" [0x"u8);
        ReadOnlySpan<byte> size = bracket > 0 ? line[(bracket + " [0x".Length)..] : default;
        return size[PerfScriptText.HexDigitCount(size)..].StartsWith("]: "u8)
            && (line.StartsWith("0x"u8) || PerfScriptText.DigitCount(line) > 0);
    }

    /// <summary>
    /// Whether a line is columns that follow the frames and have no place in a profile: registers, branches, the bytes
    /// of the sampled instruction, source code, output of a BPF program.
    /// </summary>
    public static bool AreColumns(ReadOnlySpan<byte> line) =>
        line.StartsWith(" ABI:"u8) || line.StartsWith(" ilen: "u8) || line.StartsWith(" insn: "u8)
        || AreBranches(line) || IsSourceCode(line) || IsBpfOutput(line);

    /// <summary>
    /// Whether a line is an instruction between two branches, <c>-F +brstackinsn</c>: unlike in a frame, a tab follows
    /// the address.
    /// </summary>
    public static bool IsInstruction(ReadOnlySpan<byte> line) =>
        line.Length > AddressEnd && line[0] == '\t' && line[AddressEnd] == '\t'
        && PerfScriptText.HexDigitCount(line[1..]) == AddressEnd - 1;

    /// <summary>
    /// Whether a line is the function of the instructions that follow: <c>main+22:</c>, perhaps with a source line.
    /// </summary>
    public static bool IsFunctionOfInstructions(ReadOnlySpan<byte> line) =>
        line[0] == '\t' && (line[^1] == ':' || line.IndexOf(":\t"u8) > 0);

    /// <summary>Whether a line is source code, <c>-F +srccode</c>: <c>|12       code</c>.</summary>
    public static bool IsSourceCode(ReadOnlySpan<byte> line)
    {
        const int numberEnd = 9;
        return line is [(byte)'|', >= (byte)'0' and <= (byte)'9', ..] && line.Length > numberEnd
            && line[numberEnd] == ' '
            && line[(1 + PerfScriptText.DigitCount(line[1..]))..numberEnd].TrimStart((byte)' ').IsEmpty;
    }

    /// <summary>
    /// Whether a text begins with a metric that perf computes from counters, <c>-F +metric</c>: a tab and
    /// <c>metric: 0.13  insn per cycle</c>.
    /// </summary>
    public static bool IsMetric(ReadOnlySpan<byte> text) => text.TrimStart((byte)' ').StartsWith("\tmetric: "u8);

    // `      BPF output: 0000: 01 02 …`, and further lines `                  0008: …`.
    private static bool IsBpfOutput(ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> text = line.TrimStart((byte)' ');
        return text.StartsWith("BPF output: "u8) || text.StartsWith("BPF string: "u8)
            || (line.Length - text.Length == OutputStart && text is [_, _, _, _, (byte)':', ..]
                && PerfScriptText.HexDigitCount(text) == 4);
    }

    // `0x1f/0x2a/P/-/-/0`, with symbols instead of addresses, or with dsos after the addresses.
    private static bool AreBranches(ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> rest = line is [(byte)' ', not (byte)' ', ..] ? line : default;
        for (int at = rest.IndexOf((byte)'/'); at >= 0; at = rest.IndexOf((byte)'/'))
        {
            rest = rest[(at + 1)..];
            if (rest is [(byte)'P' or (byte)'M' or (byte)'N' or (byte)'-', (byte)'/',
                (byte)'X' or (byte)'-', (byte)'/', (byte)'A' or (byte)'-', (byte)'/', ..])
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a line reports lost samples: <c>Processed 10 events and lost 5 chunks!</c>.</summary>
    public static bool IsLoss(ReadOnlySpan<byte> line) =>
        (line.StartsWith("Processed "u8) || line.StartsWith("AUX data "u8)) && line.IndexOf(" lost "u8) > 0;

    /// <summary>Whether a line reports a gap in the instruction trace of a processor.</summary>
    public static bool IsTraceError(ReadOnlySpan<byte> line) => line.StartsWith(" instruction trace error"u8);

    /// <summary>Whether a line is a message, a reported loss, a trace error or a line of a dump.</summary>
    public static bool IsAnyMessage(ReadOnlySpan<byte> line) =>
        IsMessage(line) || IsLoss(line) || IsTraceError(line) || IsDump(line);

    /// <summary>Whether perf, or a tool that it runs, writes such a line to the error output.</summary>
    public static bool IsMessage(ReadOnlySpan<byte> line)
    {
        if (StartsWithMessage(line))
        {
            return true;
        }

        for (ReadOnlySpan<byte> rest = MessageParts; !rest.IsEmpty;)
        {
            if (line.IndexOf(PerfScriptText.TakeLine(ref rest, out _)) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a text begins like a message of perf or of a tool that it runs.</summary>
    public static bool StartsWithMessage(ReadOnlySpan<byte> text)
    {
        for (ReadOnlySpan<byte> rest = MessageStarts; !rest.IsEmpty;)
        {
            if (text.StartsWith(PerfScriptText.TakeLine(ref rest, out _)))
            {
                return true;
            }
        }

        return false;
    }
}
