namespace Refold.Formats.PerfScript;

/// <summary>Recognises lines that are neither a record's first line nor a frame.</summary>
internal static class PerfScriptLines
{
    /// <summary>True for a line of <c>perf script -D</c>: a record's bytes, or a record in words.</summary>
    public static bool IsDump(ReadOnlySpan<byte> line)
    {
        if (line.TrimStart((byte)' ') is [(byte)'.', ..])
        {
            return true;
        }

        // `0x108@perf.data [0x50]: event: 69`, `2597038505078 0x470 [0x50]: PERF_RECORD_SAMPLE(IP, 0x2): …`
        int bracket = line[..Math.Min(line.Length, 256)].IndexOf(" [0x"u8);
        return bracket > 0 && line[bracket..].IndexOf("]: "u8) > 0
            && (line.StartsWith("0x"u8) || PerfScriptText.DigitCount(line) > 0);
    }

    /// <summary>True for registers, <c>-F +uregs</c> or <c>-F +iregs</c>.</summary>
    public static bool AreRegisters(ReadOnlySpan<byte> line) => line.StartsWith(" ABI:"u8);

    /// <summary>True for the branches of a processor's branch stack: <c>0x1f/0x2a/P/-/-/0</c>.</summary>
    public static bool AreBranches(ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> text = PerfScriptText.TrimStart(line);
        return text[..PerfScriptText.WordLength(text)].Count((byte)'/') >= 5 && line[1] != ' ';
    }

    /// <summary>True if the line says that samples are missing.</summary>
    public static bool IsLoss(ReadOnlySpan<byte> line) =>
        line.StartsWith("Processed "u8) && line.IndexOf(" lost "u8) > 0;

    /// <summary>True if the line says that a processor's trace has a gap.</summary>
    public static bool IsTraceError(ReadOnlySpan<byte> line) => line.StartsWith(" instruction trace error"u8);

    /// <summary>True for messages of perf and of tools that it runs, which go to the error output.</summary>
    public static bool IsMessage(ReadOnlySpan<byte> line) =>
        line.StartsWith("Warning:"u8)
        || line.StartsWith("Check IO/CPU overload!"u8)
        || line.StartsWith("[ perf "u8)
        || line.StartsWith("addr2line: "u8)
        || line.StartsWith("cmd__addr2line"u8)
        || line.StartsWith("BFD: "u8)
        || line.StartsWith("no symbols found in "u8)
        || line.StartsWith("Failed to open "u8)
        || line.StartsWith("failed to open "u8)
        || line.StartsWith("[kernel.kallsyms] with build id "u8)
        || line.StartsWith("Can't "u8)
        || line.StartsWith("Couldn't "u8);
}
