using static Refold.Formats.Foreign.HeadText;

namespace Refold.Formats.Foreign;

/// <summary>Signatures of the reports of profilers, and of text profiles of other tools.</summary>
internal static class ForeignReports
{
    private const string TheProfile = "use the profile that it was made from";
    private const string PerfScript = "use 'perf script' of the same recording";

    /// <summary>The signatures, in the order in which they are tried.</summary>
    public static IReadOnlyList<ForeignSignature> All { get; } =
    [
        Profile("the output of 'jfr print' (Java Flight Recorder)", IsJfrText),
        Profile("a Java thread dump (jstack)", head => HasLine(head, "Full thread dump "u8) || IsJavaThread(head)),
        Profile("a goroutine dump", head => Begins(head, "goroutine "u8) && HasNear(head, "]:\n"u8)),
        Profile("the output of 'pprof -raw'", head => Begins(head, "PeriodType: "u8), TheProfile),
        Profile("a pprof report", head => HasNear(head, "flat  flat%"u8) || HasNear(head, "(pprof)"u8), TheProfile),
        Profile("a pprof report", head => HasLine(head, "-----------+-----"u8), TheProfile),
        Profile(
            "a pprof report",
            head => Begins(head, "Total: "u8) && FirstLine(head).EndsWith(" samples"u8),
            TheProfile),
        Profile("a report of perf (perf report)", IsPerfReport, PerfScript),
        Profile("the output of perf stat", head => HasNear(head, "Performance counter stats for"u8)),
        Profile(
            "maps printed by bpftrace",
            IsBpftrace,
            "stackcollapse-bpftrace.pl of FlameGraph makes folded stacks of it"),
        Profile("a report of gprof", head => Begins(head, "Flat profile:"u8)),
        Profile(
            "a heap profile of Valgrind's Massif", head => Begins(head, "desc: "u8) && HasLine(head, "time_unit: "u8)),
        Profile("a report of callgrind_annotate", head => HasLine(head, "Profile data file "u8), TheProfile),
        Profile(
            "a report of cg_annotate",
            head => HasLine(head, "-- Cachegrind profile"u8) || HasLine(head, "-- Metadata"u8),
            TheProfile),
        Profile("a profile of GHC", head => HasNear(head, "Time and Allocation Profiling Report"u8)),
        Profile("a heap profile of GHC", head => Begins(head, "JOB \""u8) && HasLine(head, "DATE \""u8)),
        Profile("a function trace of Xdebug", head => HasLine(head, "TRACE START ["u8)),
        Profile(
            "a report of Python's cProfile",
            head => HasNear(head, " function calls "u8) && HasNear(head, " seconds"u8) && HasNear(head, "cumtime"u8)),
        Profile(
            "a report of async-profiler",
            head => HasLine(head, "--- Execution profile ---"u8),
            "use its output 'collapsed'"),
        Profile("the output of macOS's sample", head => Begins(head, "Analysis of sampling "u8)),
        Profile(
            "a table of Instruments",
            head => Begins(head, "Weight\tSelf Weight"u8) || Begins(head, "Running Time\tSelf"u8)),
        Profile(
            "data of Instruments (xctrace export)",
            head => HasNear(head, "<trace-query-result"u8) || HasNear(head, "<trace-toc"u8)),
        Profile("a summary of strace", head => Begins(head, "% time "u8) && HasNear(head, "usecs/call"u8)),
        new(
            "coverage data of Go",
            head =>
                Begins(head, "mode: set\n"u8) || Begins(head, "mode: count\n"u8) || Begins(head, "mode: atomic\n"u8)),
        new("coverage data of lcov", head => Begins(head, "TN:"u8) && HasLine(head, "SF:"u8)),
        new(
            "a pointer to a file in Git LFS",
            head => head.StartsWith("version https://git-lfs.github.com/spec/"u8))
        {
            Advice = "'git lfs pull' gets the file itself",
        },
        Profile("a flame graph as an SVG picture", head => IsSvg(head) && IsFlameGraph(head), TheProfile),
        Profile(
            "a flame graph as an HTML page", head => BeginsHtml(head) && HasNear(head, "lame Graph</"u8), TheProfile),
    ];

    /// <summary>Whether the file is an SVG picture.</summary>
    public static bool IsSvg(ReadOnlySpan<byte> head) => Begins(head, "<"u8) && HasNear(head, "<svg"u8);

    /// <summary>Whether the file is an HTML page.</summary>
    public static bool BeginsHtml(ReadOnlySpan<byte> head) =>
        BeginsIgnoreCase(head, "<!doctype html"u8)
            || BeginsIgnoreCase(head, "<html"u8) || BeginsIgnoreCase(head, "<head"u8);

    private static ForeignSignature Profile(string title, HeadPredicate matches, string? advice = null) =>
        new(title, matches) { IsProfile = true, Advice = advice };

    // `jdk.ExecutionSample {`
    private static bool IsJfrText(ReadOnlySpan<byte> head) =>
        FirstLine(head) is [.., (byte)' ', (byte)'{'] line
            && line.StartsWith("jdk."u8) && !line[..^2].Contains((byte)' ');

    // `"main" #1 prio=5 os_prio=0 cpu=45.12ms`
    private static bool IsJavaThread(ReadOnlySpan<byte> head) =>
        FirstLine(head) is [(byte)'"', ..] line && line.IndexOf(" prio="u8) > 0 && line.IndexOf(" tid="u8) > 0;

    private static bool IsPerfReport(ReadOnlySpan<byte> head) =>
        HasLine(head, "# Overhead "u8)
            || (HasLine(head, "# Samples: "u8) && HasLine(head, "# Event count (approx.): "u8));

    // `Attaching 1 probe...`, or maps at once: `@[` and frames, or `@stacks[123, comm]: 4`.
    private static bool IsBpftrace(ReadOnlySpan<byte> head) =>
        (Begins(head, "Attach"u8) && FirstLine(head).IndexOf(" probe"u8) > 0)
        || (FirstLine(head) is [(byte)'@', ..] line && line.Contains((byte)'[') && HasNear(head, "]: "u8));

    private static bool IsFlameGraph(ReadOnlySpan<byte> head) =>
        HasNear(head, "lame Graph"u8) || HasNear(head, "flamegraph"u8) || HasNear(head, "id=\"frames\""u8)
        || HasNear(head, "Icicle Graph"u8) || Has(head, "class=\"func_g\""u8);
}
