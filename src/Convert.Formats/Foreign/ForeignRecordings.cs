using static Refold.Formats.Foreign.HeadText;

namespace Refold.Formats.Foreign;

/// <summary>Signatures of binary recordings and profiles of other tools.</summary>
internal static class ForeignRecordings
{
    /// <summary>The signatures, in the order in which they are tried.</summary>
    public static IReadOnlyList<ForeignSignature> All { get; } =
    [
        Profile(
            "a recording of perf (perf.data) in pipe mode",
            IsPipedPerfData,
            "use 'perf script -i - < {0} | refold - -o OUT'"),
        Profile("a recording of perf (perf.data)", IsPerfData, "use 'perf script -i {0} | refold - -o OUT'"),
        Profile("a report of simpleperf (protobuf)", head => head.StartsWith("SIMPLEPERF"u8)),
        Profile("a Java Flight Recording", head => head.StartsWith("FLR\0"u8)),
        Profile("a Java heap dump (HPROF)", head => head.StartsWith("JAVA PROFILE 1.0"u8)),
        Profile("a .NET heap dump (gcdump)", head => IsSerialized(head, "GCHeapDump"u8)),
        Profile("a file of PerfView", head => IsSerialized(head, default)),
        Profile(
            "gprof data (gmon.out)",
            head => head.StartsWith("gmon\u0001\0\0\0"u8) || head.StartsWith("gmon\0\0\0\u0001"u8)),
        Profile("a profile of Python's cProfile (pstats)", IsPstats),
        Profile("a profile of Python's hotshot", head => head.StartsWith("hotshot-version"u8)),
        Profile("a recording of memray", head => head.StartsWith("memray\0"u8)),
        Profile("a recording of Austin (MOJO)", head => head is [(byte)'M', (byte)'O', (byte)'J', < 16, ..]),
        Profile("a recording of rbspy", head => head.StartsWith("rbspy0"u8), "use 'rbspy report -f collapsed'"),
        Profile("a profile of Ruby (Marshal, as stackprof writes it)", IsStackprof),
        Profile(
            "a trace of Tracy",
            head => head is [(byte)'t', (byte)'l', (byte)'Z' or 4, ..]
                or [(byte)'t', (byte)'Z', (byte)'s' or 4, ..]
                or [(byte)'t', (byte)'r', 0xfd, (byte)'P', ..]),
        Profile("a recording of trace-cmd (trace.dat)", head => head.StartsWith("\u0017\u0008\u0044tracing"u8)),
        Profile(
            "a trace in the Common Trace Format (LTTng)",
            head => head is [0xc1, 0x1f, 0xfc, 0xc1, ..] or [0xc1, 0xfc, 0x1f, 0xc1, ..]),
        Profile(
            "a method trace of Android", head => head.StartsWith("*version\n"u8) || head.StartsWith("SLOW\u0003"u8)),
        Profile(
            "a recording of heaptrack",
            head => head.StartsWith("v "u8) && HasLine(head, "X "u8) && HasLine(head, "I "u8)),
        Profile(
            "profiles of OpenTelemetry (OTLP, protobuf)",
            head => head is [0x0a, ..] && (HasNear(head, "service.name"u8) || HasNear(head, "telemetry.sdk"u8))),
        Profile(
            "coverage data of LLVM",
            head => Starts(head, [0x81, .. "rforpl"u8]) || Starts(head, [0xff, .. "lprofi"u8])),
    ];

    private static ForeignSignature Profile(string title, HeadPredicate matches, string? advice = null) =>
        new(title, matches) { IsProfile = true, Advice = advice };

    // The magic number is a 64-bit integer in the byte order of the recorded machine, so both orders occur.
    private static bool IsPerfData(ReadOnlySpan<byte> head) =>
        head.StartsWith("PERFILE2"u8) || head.StartsWith("2ELIFREP"u8) || head.StartsWith("PERFFILE"u8);

    // In pipe mode the second integer, the size of the header, is 16; the events follow.
    private static bool IsPipedPerfData(ReadOnlySpan<byte> head) =>
        head.StartsWith("PERFILE2\u0010\0\0\0\0\0\0\0"u8) || head.StartsWith("2ELIFREP\0\0\0\0\0\0\0\u0010"u8);

    private static bool IsSerialized(ReadOnlySpan<byte> head, ReadOnlySpan<byte> name) =>
        head.StartsWith("\u0014\0\0\0!FastSerialization.1"u8) && head[..Math.Min(head.Length, 128)].IndexOf(name) >= 0;

    // A marshalled dictionary { (file, line, function): … }: '{', then a tuple of 3: ')' 3, or '(' 3 in 32 bits.
    // Since Python 3.4 the type bytes may have the reference flag 0x80.
    private static bool IsPstats(ReadOnlySpan<byte> head) =>
        head is [(byte)'{' or 0xfb, (byte)')' or 0xa9, 3, ..] || head.StartsWith("{(\u0003\0\0\0"u8);

    private static bool IsStackprof(ReadOnlySpan<byte> head) => head is [4, 8, (byte)'{', ..] && HasNear(head, ":"u8);
}
