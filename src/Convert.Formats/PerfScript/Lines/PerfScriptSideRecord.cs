using System.Buffers;

namespace Refold.Formats.PerfScript;

/// <summary>
/// A record that is no sample, as <c>perf script --show-mmap-events</c> and its like print it on one line:
/// <c>PERF_RECORD_MMAP2 pid/tid: …</c> (perf: tools/perf/util/event.c, perf_event__fprintf).
/// </summary>
internal readonly ref struct PerfScriptSideRecord
{
    private const int MaxPrefixLength = 256;

    private static readonly SearchValues<byte> KindLetters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789"u8);

    /// <summary>Its kind: <c>MMAP2</c>, <c>COMM</c>, <c>LOST</c> …</summary>
    public ReadOnlySpan<byte> Kind { get; private init; }

    /// <summary>What is told, blanks around it removed.</summary>
    public ReadOnlySpan<byte> Said { get; private init; }

    /// <summary>Reads a whole line; false if it is none.</summary>
    public static bool TryParse(ReadOnlySpan<byte> line, out PerfScriptSideRecord record)
    {
        ReadOnlySpan<byte> mark = "PERF_RECORD_"u8;
        record = default;
        int start = line[..Math.Min(line.Length, MaxPrefixLength)].IndexOf(mark);
        if (start < 0 || (start > 0 && !PerfScriptText.IsBlank(line[start - 1])))
        {
            return false;
        }

        ReadOnlySpan<byte> text = line[(start + mark.Length)..];
        int length = text.IndexOfAnyExcept(KindLetters);
        length = length < 0 ? text.Length : length;
        record = new PerfScriptSideRecord
        {
            Kind = text[..length],
            Said = text[length..].TrimStart(": "u8).TrimEnd(PerfScriptText.Blanks),
        };
        return true;
    }

    /// <summary>How many samples were lost, if the record says so: <c>lost 12</c>.</summary>
    public bool TryGetLost(out long lost)
    {
        lost = 0;
        return Kind.StartsWith("LOST"u8) && Said.StartsWith("lost "u8)
            && PerfScriptText.TryInteger(Said["lost ".Length..], out lost) && lost > 0;
    }

    /// <summary>The process of a thread, if the record says so at its end: <c>exec: comm:pid/tid</c>.</summary>
    public bool TryGetComm(out long pid, out long tid, out bool isExec)
    {
        int colon = Said.LastIndexOf((byte)':');
        pid = tid = 0;
        isExec = Said.StartsWith("exec: "u8);
        return Kind.SequenceEqual("COMM"u8) && colon >= 0 && TryPair(Said[(colon + 1)..], (byte)'/', out pid, out tid);
    }

    /// <summary>Who was forked from whom: <c>(pid:tid):(parent:thread)</c>.</summary>
    public bool TryGetFork(out long pid, out long tid, out long parent)
    {
        pid = tid = parent = 0;
        int middle = Said.IndexOf("):("u8);
        return Kind.SequenceEqual("FORK"u8) && middle > 0 && Said is [(byte)'(', .., (byte)')']
            && TryPair(Said[1..middle], (byte)':', out pid, out tid)
            && TryPair(Said[(middle + 3)..^1], (byte)':', out parent, out _);
    }

    /// <summary>
    /// What was mapped: <c>pid/tid: [start(length) @ offset device inode generation]: r-xp file</c>, with the build id in
    /// angle brackets instead of device, inode and generation where perf recorded it.
    /// </summary>
    public bool TryGetMap(out PerfScriptMapText map, out long pid, out long tid)
    {
        map = default;
        pid = tid = 0;
        int colon = Said.IndexOf(": ["u8);
        int close = Said.IndexOf("]: "u8);
        return Kind.StartsWith("MMAP"u8) && colon > 0 && close > colon
            && TryPair(Said[..colon], (byte)'/', out pid, out tid)
            && PerfScriptMapText.TryParse(Said[(colon + 3)..close], Said[(close + 3)..], out map);
    }

    private static bool TryPair(ReadOnlySpan<byte> text, byte separator, out long first, out long second)
    {
        first = second = 0;
        int at = text.IndexOf(separator);
        return at > 0 && PerfScriptText.TryInteger(text[..at], out first)
            && PerfScriptText.TryInteger(text[(at + 1)..], out second);
    }
}
