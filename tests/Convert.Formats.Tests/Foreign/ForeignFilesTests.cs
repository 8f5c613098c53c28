using System.Text;
using Xunit;

namespace Refold.Formats.Tests.Foreign;

/// <summary>Files that no format reads are named in the error and never read as another format.</summary>
public sealed class ForeignFilesTests
{
    [Theory]
    [InlineData("\u001f\u008b\u0008", "the first bytes of a compressed file")]
    [InlineData("x\u009c\u0063\u0060", "the first bytes of a compressed file")]
    [InlineData("BZh91AY", "the first bytes of a compressed file")]
    [InlineData("(\u00b5/", "the first bytes of a compressed file")]
    [InlineData("PERFILE2\u0068\0\0\0\0\0\0\0", "a recording of perf (perf.data)")]
    [InlineData("2ELIFREP\0\0\0\0\0\0\0\u0068", "a recording of perf (perf.data)")]
    [InlineData("PERFILE2\u0010\0\0\0\0\0\0\0", "a recording of perf (perf.data) in pipe mode")]
    [InlineData("FLR\0\0\u0002\0\u0001", "a Java Flight Recording")]
    [InlineData("JAVA PROFILE 1.0.2\0", "a Java heap dump (HPROF)")]
    [InlineData(
        "\u0014\0\0\0!FastSerialization.1\u0005\u0005\u0001xxxx\u000a\0\0\0GCHeapDump",
        "a .NET heap dump (gcdump)")]
    [InlineData("gmon\u0001\0\0\0\0\0\0\0", "gprof data (gmon.out)")]
    [InlineData("memray\0\u000b\0\0\0", "a recording of memray")]
    [InlineData("SQLite format 3\0\u0010", "a database (SQLite)")]
    [InlineData("PAR1\u0015\0", "a Parquet file")]
    [InlineData("%PDF-1.7\n", "a PDF document")]
    [InlineData("\u007fELF\u0002\u0001\u0001\0\0\0\0\0\0\0\0\0\u0003\0", "a program or library (ELF)")]
    [InlineData("\u007fELF\u0002\u0001\u0001\0\0\0\0\0\0\0\0\0\u0004\0\0", "a core dump (ELF)")]
    [InlineData("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", "nothing but zero bytes")]
    [InlineData("Rar!\u001a\u0007\u0001\0", "a RAR archive")]
    [InlineData(
        "{\"nodes\":[{\"id\":1,\"callFrame\":{\"functionName\":\"f\"},\"hitCount\":0}]}",
        "a V8 CPU profile (Chrome, Node.js)")]
    [InlineData(
        "{\"head\":{\"callFrame\":{\"functionName\":\"(root)\"},\"selfSize\":0}}",
        "a V8 heap profile (Chrome, Node.js)")]
    [InlineData(
        "[\n{\"name\":\"a\",\"ph\":\"B\",\"pid\":1,\"tid\":1,\"ts\":5}]",
        "a trace of Chrome (Trace Event Format)")]
    [InlineData("{\"displayTimeUnit\":\"ms\",\"traceEvents\":[]}", "a trace of Chrome (Trace Event Format)")]
    [InlineData(
        "{\"meta\":{\"interval\":1,\"startTime\":5},\"threads\":[]}",
        "a profile of the Firefox Profiler or samply")]
    [InlineData("{\"dhatFileVersion\":2}", "a heap profile of Valgrind's DHAT")]
    [InlineData("{\"First\":1,\"u\":\"https://example.org/a\"}", "a JSON document of an unknown tool")]
    [InlineData(
        "jdk.ExecutionSample {\n  stackTrace = [\n    a.B.m() line: 10\n",
        "the output of 'jfr print' (Java Flight Recorder)")]
    [InlineData("2024-01-01 00:00:00\nFull thread dump OpenJDK 64-Bit Server VM:\n", "a Java thread dump (jstack)")]
    [InlineData("goroutine 1 [running]:\nmain.main()\n", "a goroutine dump")]
    [InlineData("PeriodType: cpu nanoseconds\nPeriod: 10000000\n", "the output of 'pprof -raw'")]
    [InlineData("File: app\nType: cpu\n      flat  flat%   sum%        cum   cum%\n", "a pprof report")]
    [InlineData("# To display\n#\n# Overhead  Command\n", "a report of perf (perf report)")]
    [InlineData("\n Performance counter stats for 'ls':\n", "the output of perf stat")]
    [InlineData("Attaching 1 probe...\n\n@[\n    main+4\n]: 12\n", "maps printed by bpftrace")]
    [InlineData("@stacks[\n    main+4\n]: 12\n", "maps printed by bpftrace")]
    [InlineData("Flat profile:\n\nEach sample counts as 0.01 seconds.\n", "a report of gprof")]
    [InlineData("desc: (none)\ncmd: ./a\ntime_unit: i\n", "a heap profile of Valgrind's Massif")]
    [InlineData("\tThu Nov 28 12:00 2026 Time and Allocation Profiling Report  (Final)\n", "a profile of GHC")]
    [InlineData("Version: 3.1.0\nFile format: 2\nTRACE START [2026-11-28 12:00:00]\n", "a function trace of Xdebug")]
    [InlineData(
        "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n",
        "a pointer to a file in Git LFS")]
    [InlineData("<?xml version=\"1.0\"?>\n<svg><title>Flame Graph</title></svg>", "a flame graph as an SVG picture")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "a picture (SVG)")]
    [InlineData("<HTML><body>x</body></HTML>\n", "an HTML page")]
    [InlineData("<?xml version=\"1.0\"?>\n<a/>", "an XML document")]
    [InlineData("2024-01-01 12:00:01 INFO start 1\n2024-01-01 12:00:02 INFO a;b 2\n", "a log file")]
    [InlineData("Nov 28 16:50:06 host app[7]: a;b 5\n", "a log file")]
    [InlineData("127.0.0.1 - - [10/Oct/2000:13:55:36 -0700] \"GET /a;jsessionid=1 HTTP/1.0\" 200 2326\n", "a log file")]
    [InlineData("7f0a1c00 1f LazyCompile:~work app.js:3\n", "a symbol table for perf (perf-PID.map)")]
    [InlineData("ffffffff81000000 T _text\n", "a kernel symbol table")]
    [InlineData("#include <stdio.h>\nint main(void) { return 0; }\n", "C or C++ source code")]
    [InlineData(
        "# Use perf\n\n```\nmain 1234 [001] 5.5: 1 cycles: \n\tffffffff813b8095 f+0x5 (k)\n\n```\nmore\n",
        "a Markdown document")]
    public void A_text_file_of_another_kind_is_named(string content, string title)
    {
        Detection found = Detect(Encoding.Latin1.GetBytes(content), "input");

        Assert.Null(found.Format);
        Assert.Equal(title, found.Foreign?.Title);
    }

    [Theory]
    [InlineData(new byte[] { 0xfb, 0xa9, 3, 0xfa, 1, 0x7e }, "a profile of Python's cProfile (pstats)")]
    [InlineData(new byte[] { 0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0 }, "a picture (PNG)")]
    [InlineData(new byte[] { 0xff, 0xd8, 0xff, 0xe0 }, "a picture (JPEG)")]
    [InlineData(new byte[] { 0xcf, 0xfa, 0xed, 0xfe, 7, 0, 0, 1 }, "a macOS program or library (Mach-O)")]
    [InlineData(new byte[] { 0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 2, 1 }, "a macOS program or library (Mach-O)")]
    [InlineData(new byte[] { 0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 65, 1 }, "a Java class file")]
    [InlineData(
        new byte[]
        {
            0x0a, 0x1a, 0x0a, 0x18, 0x0a, 0x16, 0x0a, 0x0c, 0x73, 0x65,
            0x72, 0x76, 0x69, 0x63, 0x65, 0x2e, 0x6e, 0x61, 0x6d, 0x65,
        },
        "profiles of OpenTelemetry (OTLP, protobuf)")]
    public void A_binary_file_of_another_kind_is_named(byte[] content, string title)
    {
        Detection found = Detect(content, "input");

        Assert.Null(found.Format);
        Assert.Equal(title, found.Foreign?.Title);
    }

    [Theory]
    [InlineData("../License.md")]
    [InlineData("a/b\n")]
    [InlineData("target/*\n")]
    [InlineData("sha256-3Xn1/tGhZE0FlYHA8NG4DM029uOqj3FJcHegOZOB0yE=\n")]
    [InlineData("v -1.0 -1.0 1.0\nv -1.0 1.0 1.0\nv 1.0 1.0 1.0\n")]
    [InlineData("Total: 12\nhello world 3\nthis is a log line 2024\n")]
    [InlineData("seconds must be less than server timeout 30\n")]
    [InlineData("host localhost\nport 389\nsize 12\n")]
    [InlineData("ftp 21/tcp\nssh 22/tcp\n")]
    [InlineData("int a; int b; return 5\n")]
    [InlineData("Tom &amp;Jerry 5\n")]
    [InlineData("name;size;date 2024\nx;1;y\nz;2;w\n")]
    [InlineData("stack,overflow,question\nc,segfault,why\n")]
    [InlineData("events: all that happened\nfn=1\n", "the events:\n")]
    [InlineData("Dear all,\nsee below\n\nevents: Ir\nfn=main\n1 5\n")]
    [InlineData("refold profile formats are many\n")]
    [InlineData("{\"shared\": true, \"frames\": []}")]
    [InlineData("go 1.24 trace\n")]
    [InlineData("2\0")]
    [InlineData("\u000a\0")]
    [InlineData("x\u0001\u0002\u0003;y\u0004 5\0\0 7\n")]
    [InlineData("1 2 3 4\n5 6 7 8\n")]
    [InlineData(" 1\n 2\n 3\n")]
    [InlineData("GET / HTTP/1.1\nContent-Length: 5\n")]
    public void Ordinary_text_is_not_detected_as_a_profile(string content, string before = "") =>
        Assert.Null(Detect(Encoding.Latin1.GetBytes(before + content), "input").Format);

    [Theory]
    [InlineData("main 5\nidle 7\n", "folded")]
    [InlineData("main 5\nidle 7\n", null, "input")]
    [InlineData("# a comment\n", "folded")]
    [InlineData("main;idle\nmain;work\n", "folded")]
    [InlineData("Total: 12\nhello world\nthis is text\n", null)]
    [InlineData("<html><body>x 5</body></html>\n", null)]
    [InlineData("2024-01-01 12:00:01 INFO start 1\n", null)]
    public void The_file_name_decides_only_if_the_content_is_ambiguous(
        string content, string? format, string name = "input.folded") =>
        Assert.Equal(format, Detect(Encoding.UTF8.GetBytes(content), name).Format?.Name);

    [Theory]
    [InlineData("main;work 5\n")]
    [InlineData("main;work 5\nmain 7\nmain 8\nidle 9\n")]
    [InlineData("main;work 5\nmain;idle 5\nmain;wait 2\nmain;f 5\nends within a lin")]
    [InlineData("samples/count\nmain 5\n")]
    [InlineData("cpu/nanoseconds\nmain;work 5\n")]
    [InlineData("main;class@anonymous\0/srv/w/x1.php::parse 1\n")]
    public void Folded_stacks_are_detected_by_content(string content) =>
        Assert.Equal("folded", Detect(Encoding.UTF8.GetBytes(content), "input").Format?.Name);

    [Fact]
    public void The_error_for_a_perf_recording_has_the_command_that_reads_it()
    {
        using var input = ProfileInput.FromStream(new MemoryStream("PERFILE2\u0068\0"u8.ToArray()), "a/perf.data");

        string message = Detection.ErrorFor(input, BuiltInFormats.All.Detect(input).Foreign).Message;

        Assert.Equal(
            "a/perf.data: this is a recording of perf (perf.data), which Refold cannot read yet; "
            + "use 'perf script -i a/perf.data | refold - -o OUT'",
            message);
    }

    private static Detection Detect(byte[] content, string name)
    {
        using var input = ProfileInput.FromStream(new MemoryStream(content), name);
        return BuiltInFormats.All.Detect(input);
    }
}
