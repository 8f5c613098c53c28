using Xunit;

namespace Refold.Formats.Tests.PerfScript;

/// <summary>Columns that perf prints on separate lines, and that have no place in a profile.</summary>
public sealed class PerfScriptColumnTests
{
    private const string Header = "app     1 5.000000:         10 cycles: \n";
    private const string Frames = "\t            1234 work+0x4 (/bin/app)\n\t            1300 main+0x4 (/bin/app)\n";
    private const string Stack = "work@1234(/bin/app) < main@1300(/bin/app)";

    [Theory]
    [InlineData(" ABI:2    AX:0x1    BX:0x2", 1)]
    [InlineData(" ilen: 4 insn: 48 83 c1 07", 1)]
    [InlineData(" insn: 48 83 c1 07", 1)]
    [InlineData(" ilen: 0", 1)]
    [InlineData(" 0x55/0x66/P/-/-/1  0x77/0x88/M/-/-/0 ", 1)]
    [InlineData(" 0x55(/bin/my app)/0x66(/bin/my app)/P/-/-/1 ", 1)]
    [InlineData(" std::f(int, char)+0x5/operator/(x)+0x6/P/X/A/0 ", 1)]
    [InlineData(
        "\n\tmain+22:\n\t0000000000001200\tinsn: 48 89\n\t0000000000001202\tinsn: eb 12\t# PRED 5 cycles [5] 0.40 IPC",
        3)]
    [InlineData("\n\tmain:\ta.c:12\n\t0000000000001200\tmov %rsp,%rbp", 2)]
    [InlineData("\n      BPF output: 0000: 01 02  ..\n                  0008: 03 04  ..\n      BPF string: \"ab\"", 3)]
    [InlineData("\n|12       }", 1)]
    [InlineData("|12       return 5.0: app 1 5.000000: 10 cycles:", 1)]
    public void Lines_of_columns_after_the_frames_are_discarded_and_counted(string lines, int count)
    {
        var context = new ConversionContext();

        Profile profile = PerfScriptSample.Read($"{Header}{Frames}{lines}\n\n{Header}{Frames}\n", context);

        Assert.Equal(2, profile.Samples.Count);
        Assert.Equal((Stack, Stack), (PerfScriptSample.Stack(profile), PerfScriptSample.Stack(profile, 1)));
        Assert.Equal(count, context.Diagnostics.Counts["perf-script.dropped-column"]);
        Assert.Equal(0, context.Diagnostics.WarningCount);
    }

    [Theory]
    [InlineData("app     1 5.000001: \tmetric:    0.13  insn per cycle\n")]
    [InlineData("app     1 \tmetric:    0.13  insn per cycle\n")]
    [InlineData("other  99/99    [003] 5.000001: \tmetric:    0.13  insn per cycle\n")]
    public void A_metric_is_not_a_sample(string line)
    {
        var context = new ConversionContext();

        Profile profile = PerfScriptSample.Read($"{Header}{Frames}\n{line}{line}{Header}{Frames}\n", context);

        Assert.Equal(["samples/count", "cycles/count"], profile.SampleTypes.Select(t => $"{t}"));
        Assert.Equal(2, profile.Samples.Count);
        Assert.Equal(2, context.Diagnostics.Counts["perf-script.dropped-column"]);
        Assert.Equal("columns discarded: 'metric:    0.13  insn per cycle'", context.Diagnostics.Kept[0].Message);
    }

    [Fact]
    public void An_event_may_be_named_metric() =>
        Assert.EndsWith(
            "metric/count=10",
            PerfScriptSample.Facts(PerfScriptSample.Read($"app     1 5.000000:         10 metric: \n{Frames}\n")),
            StringComparison.Ordinal);

    [Fact]
    public void Instructions_after_a_record_without_call_chain_are_not_frames()
    {
        Profile profile = PerfScriptSample.Read(
            "app     1 5.000000:         10 cycles:             1234 work+0x4 (/bin/app)\n"
            + "\tmain+22:\n\t0000000000001200\tinsn: 48 89 e5\n\n");

        Assert.Equal("work@1234(/bin/app)", PerfScriptSample.Stack(profile));
    }
}
