namespace Refold.Formats.PerfScript;

/// <summary>The mapping of a PERF_RECORD_MMAP or PERF_RECORD_MMAP2 line.</summary>
/// <remarks>
/// <code>
/// start(length) @ offset [device inode generation] or [build id]        protection file
///
/// [0x564a00000000(0x2000) @ 0x1000 fd:01 77 0]:                         r-xp /bin/app
/// [0x7f7241f00000(0x155000) @ 0x28000 &lt;00112233445566778899aabb&gt;]: r-xp /lib/libc.so.6
/// [0xffffffff81000000(0x1209988) @ 0xffffffff81000000]:                 x [kernel.kallsyms]_text
/// </code>
/// </remarks>
internal readonly ref struct PerfScriptMmap
{
    /// <summary>The address of the first byte in memory.</summary>
    public ulong Start { get; private init; }

    /// <summary>The length in bytes.</summary>
    public ulong Length { get; private init; }

    /// <summary>The offset of the first byte in the file.</summary>
    public ulong Offset { get; private init; }

    /// <summary>The build id in hexadecimal digits; empty if not recorded.</summary>
    public ReadOnlySpan<byte> BuildId { get; private init; }

    /// <summary>Whether the mapping is executable: MMAP2 has four letters, <c>r-xp</c>, MMAP only <c>x</c>.</summary>
    public bool IsExecutable { get; private init; }

    /// <summary>The dso, named as in frames.</summary>
    public ReadOnlySpan<byte> File { get; private init; }

    /// <summary>Parses <c>start(length) @ offset …</c> and <c>r-xp file</c>.</summary>
    /// <param name="range">The text in brackets.</param>
    /// <param name="text">The text after the brackets.</param>
    /// <param name="map">The mapping.</param>
    public static bool TryParse(ReadOnlySpan<byte> range, ReadOnlySpan<byte> text, out PerfScriptMmap map)
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

        map = new PerfScriptMmap
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

    // The mapping of the kernel has the name of its first symbol appended: `[kernel.kallsyms]_text`.
    private static ReadOnlySpan<byte> DsoOf(ReadOnlySpan<byte> file)
    {
        int close = file.IndexOf((byte)']');
        return file is [(byte)'[', ..] && close > 0 ? file[..(close + 1)] : file;
    }
}
