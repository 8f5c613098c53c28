using Refold.Formats.Folded;
using Refold.Formats.PerfScript;
using Refold.Testing;
using Xunit;

namespace Refold.Formats.Tests.PerfScript;

/// <summary>Header lines: task, processor, time, event.</summary>
public sealed class PerfScriptHeaderTests
{
    private const string Frame = "\n\t    1234 main+0x4 (/bin/app)\n\n";

    [Theory]
    [InlineData("app", "app")]
    [InlineData("my app", "my app")]
    [InlineData("a", "a")]
    [InlineData("1", "1")]
    [InlineData("kworker/u8:2-ev", "kworker/u8:2-ev")]
    [InlineData("Web Content", "Web Content")]
    [InlineData("(sd-pam)", "(sd-pam)")]
    [InlineData("[kthreadd]", "[kthreadd]")]
    [InlineData("GC Thread#0", "GC Thread#0")]
    [InlineData("tail ", "tail ")]
    [InlineData("1.5: 10 cycles:", "1.5: 10 cycles:")]
    [InlineData("naïve-日本", "naïve-日本")]
    public void A_comm_may_contain_any_text(string printed, string comm) =>
        Assert.Equal(
            $"tid=12345 comm=\"{comm}\" time=5000001000 cpu-clock/nanoseconds=10",
            Facts($"{printed} 12345 5.000001: 10 cpu-clock: "));

    [Fact]
    public void An_empty_comm_gives_no_label() =>
        Assert.Equal("tid=12345 time=5000001000 cpu-clock/nanoseconds=10", Facts(" 12345 5.000001: 10 cpu-clock: "));

    [Theory]
    [InlineData("app 12345", "tid=12345 comm=\"app\"")]
    [InlineData("app     1", "tid=1 comm=\"app\"")]
    [InlineData("app 12345/12346", "pid=12345 tid=12346 comm=\"app\"")]
    [InlineData("app     1/2    ", "pid=1 tid=2 comm=\"app\"")]
    [InlineData("app    -1", "tid=-1 comm=\"app\"")]
    [InlineData(":-1    -1/-1   ", "pid=-1 tid=-1 comm=\":-1\"")]
    [InlineData("app 12345 [003]", "tid=12345 cpu=3 comm=\"app\"")]
    [InlineData("app 12345/12346 [127]", "pid=12345 tid=12346 cpu=127 comm=\"app\"")]
    public void Process_thread_and_processor_are_labels(string columns, string labels)
    {
        string facts = Facts($"{columns} 5.000001: 10 cpu-clock: ");

        string[] expected = labels.Split(' ');
        Assert.Equal(expected.Order(), facts.Split(' ')[..expected.Length].Order());
    }

    [Theory]
    [InlineData("app 12345 [003] U ", "cpu-clock: ", "mode=\"U\"")]
    [InlineData("app 12345 ", "cpu-clock:      7f0012340018 ", "addr=\"0x7f0012340018\"")]
    public void Mode_and_data_address_are_labels(string task, string columns, string label) =>
        Assert.Contains(label, Facts($"{task}5.000001: 10 {columns}"), StringComparison.Ordinal);

    [Fact]
    public void The_origin_of_times_is_unspecified() =>
        Assert.Equal(ProfileClock.Unspecified, Read("app 1 5.000001: 10 cpu-clock: ").Info.Clock);

    [Theory]
    [InlineData("5.000001:", 5_000_001_000)]
    [InlineData("5.000000001:", 5_000_000_001)]
    [InlineData("1234567.123456:", 1_234_567_123_456_000)]
    [InlineData("0.000000:", 0)]
    public void Times_with_any_number_of_digits_are_read_as_nanoseconds(string printed, long nanoseconds) =>
        Assert.Equal(nanoseconds, Read($"app 1 {printed} 10 cpu-clock: ").Samples[0].Time);

    [Theory]
    [InlineData("10 cpu-clock: ", "cpu-clock/nanoseconds=10")]
    [InlineData("10 cpu-clock:u: ", "cpu-clock:u/nanoseconds=10")]
    [InlineData("10 task-clock:uppp: ", "task-clock:uppp/nanoseconds=10")]
    [InlineData("10 cycles:P: ", "cycles:P/count=10")]
    [InlineData("10     cycles: ", "cycles/count=10")]
    [InlineData("cycles: ", "cycles/count=1")]
    [InlineData("10 cpu/event=0x3c,umask=0x1/u: ", "cpu/event=0x3c,umask=0x1/u/count=10")]
    [InlineData("10 L1-dcache-load-misses: ", "L1-dcache-load-misses/count=10")]
    [InlineData("10 r01c0: ", "r01c0/count=10")]
    [InlineData("9223372036854775807 cycles: ", "cycles/count=9223372036854775807")]
    public void An_event_is_a_sample_type_named_as_perf_names_it(string columns, string value) =>
        Assert.Equal($"tid=1 comm=\"app\" time=5000000000 {value}", Facts($"app     1 5.000000: {columns}"));

    [Theory]
    [InlineData("app     1         10 cpu-clock: ", "tid=1 comm=\"app\" cpu-clock/nanoseconds=10")]
    [InlineData("app 5.000000: 10 cpu-clock: ", "comm=\"app\" time=5000000000 cpu-clock/nanoseconds=10")]
    [InlineData("    1 5.000000: 10 cpu-clock: ", "tid=1 time=5000000000 cpu-clock/nanoseconds=10")]
    [InlineData("app     1 5.000000: 10 ", "tid=1 comm=\"app\" time=5000000000 period/count=10")]
    public void A_column_may_be_missing(string line, string facts) => Assert.Equal(facts, Facts(line));

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\n")]
    public void Lines_may_end_in_LF_or_CRLF(string end)
    {
        string text = "app 1 5.000000: 10 cpu-clock: \n\t1234 main (/bin/app)\n\n".Replace("\n", end);

        Profile profile = PerfScriptSample.Read(text);

        Assert.Equal("main@1234(/bin/app)", PerfScriptSample.Stack(profile));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("\n\n\n\n")]
    public void The_last_record_may_lack_its_blank_line(string end) =>
        Assert.Equal(1, Samples("app 1 5.000000: 10 cpu-clock: \n\t1234 main (/bin/app)" + end));

    [Fact]
    public void Arguments_of_a_tracepoint_are_a_label()
    {
        Profile profile = Read("app     1 5.000000: sched:sched_switch: prev_comm=a prev_pid=1 ==> next_comm=b c");

        Assert.Equal(
            "tid=1 comm=\"app\" trace=\"prev_comm=a prev_pid=1 ==> next_comm=b c\" time=5000000000 "
            + "sched:sched_switch/count=1",
            PerfScriptSample.Facts(profile));
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_are_kept()
    {
        byte[] text =
            [.. "a"u8, 0xFF, .. " 1 5.000000: 10 cpu-clock: \n\t12 m"u8, 0xC3, .. " (/bin/"u8, 0x80, .. ")\n\n"u8];

        Profile profile = new PerfScriptReader(new PerfScriptOptions()).Read(text);
        byte[] folded = new FoldedWriter().Write(profile);

        Assert.Equal<byte>([.. "a"u8, 0xFF, .. ";m"u8, 0xC3, .. " 10\n"u8], folded);
    }

    private static Profile Read(string line) => PerfScriptSample.Read(line + Frame);

    private static int Samples(string text) => PerfScriptSample.Read(text).Samples.Count;

    private static string Facts(string line) => PerfScriptSample.Facts(Read(line));
}
