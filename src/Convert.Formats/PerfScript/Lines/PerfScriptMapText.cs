namespace Refold.Formats.PerfScript;

/// <summary>A mapping as a PERF_RECORD_MMAP or MMAP2 line tells it.</summary>
internal readonly ref struct PerfScriptMapText
{
    /// <summary>The address of the first byte.</summary>
    public ulong Start { get; private init; }

    /// <summary>How many bytes.</summary>
    public ulong Length { get; private init; }

    /// <summary>Where in the file.</summary>
    public ulong Offset { get; private init; }

    /// <summary>The build id, in hexadecimal digits; empty if not recorded.</summary>
    public ReadOnlySpan<byte> BuildId { get; private init; }

    /// <summary>True if code in it can run; perf prints all four letters of the protection, or <c>x</c> alone.</summary>
    public bool IsExecutable { get; private init; }

    /// <summary>The file, as frames name it.</summary>
    public ReadOnlySpan<byte> File { get; private init; }

    /// <summary>Reads <c>start(length) @ offset …</c> and <c>r-xp file</c>.</summary>
    public static bool TryParse(ReadOnlySpan<byte> range, ReadOnlySpan<byte> text, out PerfScriptMapText map)
    {
        map = default;
        int open = range.IndexOf((byte)'(');
        int at = range.IndexOf(") @ "u8);
        int protection = text.IndexOf((byte)' ');
        if (open < 0 || at < open || protection < 0)
        {
            return false;
        }

        ReadOnlySpan<byte> rest = range[(at + 4)..];
        int offset = PerfScriptText.WordLength(rest);
        ReadOnlySpan<byte> id = PerfScriptText.Trim(rest[offset..]);
        if (!PerfScriptText.TryHexWithPrefix(range[..open], out ulong start)
            || !PerfScriptText.TryHexWithPrefix(range[(open + 1)..at], out ulong length)
            || !PerfScriptText.TryHexWithPrefix(rest[..offset], out ulong fileOffset))
        {
            return false;
        }

        map = new PerfScriptMapText
        {
            Start = start,
            Length = length,
            Offset = fileOffset,
            BuildId = id is [(byte)'<', .. var hex, (byte)'>'] ? hex : default,
            IsExecutable = text[..protection].Contains((byte)'x'),
            File = DsoOf(text[(protection + 1)..]),
        };
        return true;
    }

    // The kernel's map is named after the symbol it is anchored at: `[kernel.kallsyms]_text`.
    private static ReadOnlySpan<byte> DsoOf(ReadOnlySpan<byte> file)
    {
        int close = file.IndexOf((byte)']');
        return file is [(byte)'[', ..] && close > 0 ? file[..(close + 1)] : file;
    }
}
