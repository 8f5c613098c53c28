using Xunit;

namespace Refold.Formats.Tests.PerfScript;

/// <summary>Lines of frames, leaf first.</summary>
public sealed class PerfScriptFrameTests
{
    private const string Header = "app     1 5.000000: 10 cpu-clock: \n";

    [Theory]
    [InlineData("\t    1234 main+0x4 (/bin/app)", "main@1234(/bin/app)")]
    [InlineData("\t    1234 main (/bin/app)", "main@1234(/bin/app)")]
    [InlineData("\t    1234 main", "main@1234()")]
    [InlineData("\t    1234 (/bin/app)", "@1234(/bin/app)")]
    [InlineData("\t    1234 [unknown] (/bin/app)", "@1234(/bin/app)")]
    [InlineData("\t    1234 [unknown] ([unknown])", "@1234()")]
    [InlineData(
        "\tffffffff81000000 do_syscall_64+0x3b ([kernel.kallsyms])",
        "do_syscall_64@ffffffff81000000([kernel.kallsyms])")]
    [InlineData("\t    1234 f(int, char const*)+0x4 (/bin/app)", "f(int, char const*)@1234(/bin/app)")]
    [InlineData("\t    1234 (anonymous namespace)::f+0x4 (/bin/app)", "(anonymous namespace)::f@1234(/bin/app)")]
    [InlineData("\t    1234 operator()+0x4 (/bin/app)", "operator()@1234(/bin/app)")]
    [InlineData("\t    1234 operator+ (/bin/app)", "operator+@1234(/bin/app)")]
    [InlineData("\t    1234 Lcom/a/B;::run (/tmp/perf-12.map)", "Lcom/a/B;::run@1234(/tmp/perf-12.map)")]
    [InlineData("\t    1234 main+0x4 (/bin/my app)", "main@1234(/bin/my app)")]
    [InlineData("\t    1234 main+0x4 (/bin/app (deleted))", "main@1234(/bin/app (deleted))")]
    [InlineData("\t    1234 main+0x4 (//anon)", "main@1234(//anon)")]
    [InlineData("\t    1234 main+0x4 ([vdso])", "main@1234([vdso])")]
    [InlineData("\t       0 [unknown] ([unknown])", "()")]
    public void A_frame_has_an_address_a_symbol_and_a_dso(string line, string frame) =>
        Assert.Equal(frame, Stack(line + "\n\n"));

    [Fact]
    public void Frames_are_in_the_order_of_the_text() =>
        Assert.Equal(
            "leaf@3(/bin/app) < middle@2(/bin/app) < main@1(/bin/app)",
            Stack("\t3 leaf (/bin/app)\n\t2 middle (/bin/app)\n\t1 main (/bin/app)\n\n"));

    [Fact]
    public void Inlined_frames_are_lines_of_the_location_they_were_inlined_into() =>
        Assert.Equal(
            "inner+outer@1234(/bin/app) < main@1300(/bin/app)",
            Stack("\t1234 inner (inlined)\n\t1234 outer+0x4 (/bin/app)\n\t1300 main+0x8 (/bin/app)\n\n"));

    [Fact]
    public void A_source_line_belongs_to_the_frame_above_it() =>
        Assert.Equal(
            "work a.c:12@1234(/bin/app) < main a.c:34@1300(/bin/app)",
            Stack("\t1234 work+0x4 (/bin/app)\n  a.c:12\n\t1300 main+0x8 (/bin/app)\n  a.c:34\n\n"));

    [Theory]
    [InlineData("  ??:0")]
    [InlineData("  :0")]
    [InlineData("  app[1234]")]
    [InlineData("  a.c:?")]
    public void A_source_line_may_be_unknown(string line)
    {
        var context = new ConversionContext();

        Profile profile = PerfScriptSample.Read($"{Header}\t1234 work+0x4 (/bin/app)\n{line}\n\n", context);

        Assert.StartsWith("work", PerfScriptSample.Stack(profile), StringComparison.Ordinal);
        Assert.Equal(0, context.Diagnostics.WarningCount);
    }

    [Fact]
    public void A_record_without_call_chain_has_its_frame_on_its_line()
    {
        Profile profile = PerfScriptSample.Read(
            "             app     1 5.000000:         10 cpu-clock:      1234 main+0x4 (/bin/app)\n"
            + "             app     1 5.000001:         10 cpu-clock:      1238 main+0x8 (/bin/app)\n");

        Assert.Equal(2, profile.Samples.Count);
        Assert.Equal("main@1234(/bin/app)", PerfScriptSample.Stack(profile));
        Assert.Equal("tid=1 comm=\"app\" time=5000000000 cpu-clock/nanoseconds=10", PerfScriptSample.Facts(profile));
    }

    [Fact]
    public void A_record_may_have_no_frame_at_all()
    {
        Profile profile = PerfScriptSample.Read(Header + "\n" + Header + "\t1234 main (/bin/app)\n\n");

        Assert.Equal(2, profile.Samples.Count);
        Assert.Equal("", PerfScriptSample.Stack(profile));
        Assert.Equal("main@1234(/bin/app)", PerfScriptSample.Stack(profile, row: 1));
    }

    [Fact]
    public void A_record_may_follow_without_a_blank_line()
    {
        Profile profile = PerfScriptSample.Read($"{Header}\t1 a (/bin/app)\n{Header}\t2 b (/bin/app)\n");

        Assert.Equal(2, profile.Samples.Count);
        Assert.Equal("a@1(/bin/app)", PerfScriptSample.Stack(profile));
    }

    [Fact]
    public void Columns_may_be_separated_by_tabs_as_in_simpleperf()
    {
        Profile profile = PerfScriptSample.Read(
            "app\t12345 [003] 5.000001: 250000 cpu-clock:\n\t    1234 main (/bin/app)\n\n");

        Assert.Equal("main@1234(/bin/app)", PerfScriptSample.Stack(profile));
        Assert.EndsWith("cpu-clock/nanoseconds=250000", PerfScriptSample.Facts(profile), StringComparison.Ordinal);
    }

    [Fact]
    public void Equal_stacks_are_stored_once()
    {
        Profile profile = PerfScriptSample.Read($"{Header}\t1 a (/bin/app)\n\n{Header}\t1 a+0x0 (/bin/app)\n\n");

        Assert.Equal(1, profile.StackCount);
    }

    private static string Stack(string frames) => PerfScriptSample.Stack(PerfScriptSample.Read(Header + frames));
}
