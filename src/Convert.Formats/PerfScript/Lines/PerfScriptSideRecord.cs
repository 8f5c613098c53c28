using System.Buffers;

namespace Refold.Formats.PerfScript;

/// <summary>A record that is not a sample, on one line.</summary>
/// <remarks>
/// <c>perf script --show-mmap-events</c>, <c>--show-task-events</c> and similar options print them:
/// <code>
/// app 1 4.0: PERF_RECORD_MMAP2 1/1: [0x564a00000000(0x2000) @ 0x1000 fd:01 77 0]: r-xp /bin/app
/// app 1 4.1: PERF_RECORD_COMM exec: app:1/1
/// app 1 4.2: PERF_RECORD_FORK(7:7):(1:1)
/// app 1 4.3: PERF_RECORD_LOST lost 12
/// </code>
/// Source: tools/perf/util/event.c, perf_event__fprintf.
/// </remarks>
internal readonly ref struct PerfScriptSideRecord
{
    private const int MaxPrefixLength = 256;

    private static readonly SearchValues<byte> KindLetters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789"u8);

    /// <summary>The kind of the record: <c>MMAP2</c>, <c>COMM</c>, <c>LOST</c> …</summary>
    public ReadOnlySpan<byte> Kind { get; private init; }

    /// <summary>The text after the kind, without blanks around it.</summary>
    public ReadOnlySpan<byte> Details { get; private init; }

    /// <summary>Parses a line; false if it is not such a record.</summary>
    public static bool TryParse(ReadOnlySpan<byte> line, out PerfScriptSideRecord record)
    {
        ReadOnlySpan<byte> prefix = "PERF_RECORD_"u8;
        record = default;
        int start = line[..Math.Min(line.Length, MaxPrefixLength)].IndexOf(prefix);
        if (start < 0 || (start > 0 && !PerfScriptText.IsBlank(line[start - 1])))
        {
            return false;
        }

        ReadOnlySpan<byte> text = line[(start + prefix.Length)..];
        int length = text.IndexOfAnyExcept(KindLetters);
        length = length < 0 ? text.Length : length;
        record = new PerfScriptSideRecord
        {
            Kind = text[..length],
            Details = text[length..].TrimStart(": "u8).TrimEnd(PerfScriptText.Blanks),
        };
        return true;
    }

    /// <summary>Gets the count of lost samples of a LOST record: <c>lost 12</c>.</summary>
    public bool TryGetLost(out long lost)
    {
        lost = 0;
        return Kind.StartsWith("LOST"u8) && Details.StartsWith("lost "u8)
            && PerfScriptText.TryInteger(Details["lost ".Length..], out lost) && lost > 0;
    }

    /// <summary>Gets the process and thread of a COMM record: <c>exec: comm:pid/tid</c>.</summary>
    public bool TryGetComm(out long pid, out long tid, out bool isExec)
    {
        int colon = Details.LastIndexOf((byte)':');
        pid = tid = 0;
        isExec = Details.StartsWith("exec: "u8);
        return Kind.SequenceEqual("COMM"u8) && colon >= 0
            && TryPair(Details[(colon + 1)..], (byte)'/', out pid, out tid);
    }

    /// <summary>Gets the child and the parent of a FORK record: <c>(pid:tid):(parent:thread)</c>.</summary>
    public bool TryGetFork(out long pid, out long tid, out long parent)
    {
        pid = tid = parent = 0;
        int middle = Details.IndexOf("):("u8);
        return Kind.SequenceEqual("FORK"u8) && middle > 0 && Details is [(byte)'(', .., (byte)')']
            && TryPair(Details[1..middle], (byte)':', out pid, out tid)
            && TryPair(Details[(middle + 3)..^1], (byte)':', out parent, out _);
    }

    /// <summary>Gets the mapping of an MMAP or MMAP2 record: <c>pid/tid: [range]: r-xp file</c>.</summary>
    public bool TryGetMap(out PerfScriptMmap map, out long pid, out long tid)
    {
        map = default;
        pid = tid = 0;
        int colon = Details.IndexOf(": ["u8);
        int close = Details.IndexOf("]: "u8);
        return Kind.StartsWith("MMAP"u8) && colon > 0 && close > colon
            && TryPair(Details[..colon], (byte)'/', out pid, out tid)
            && PerfScriptMmap.TryParse(Details[(colon + 3)..close], Details[(close + 3)..], out map);
    }

    private static bool TryPair(ReadOnlySpan<byte> text, byte separator, out long first, out long second)
    {
        first = second = 0;
        int at = text.IndexOf(separator);
        return at > 0 && PerfScriptText.TryInteger(text[..at], out first)
            && PerfScriptText.TryInteger(text[(at + 1)..], out second);
    }
}
