using Xunit;

namespace Refold.Formats.Tests.PerfScript;

/// <summary>What is odd is said, counted, and where; what is no record at all is an error.</summary>
public sealed class PerfScriptDiagnosticsTests
{
    private const string Good = "app     1 5.000000: 10 cpu-clock: \n\t1 a (/bin/app)\n\n";

    [Theory]
    [InlineData("=== not perf ===\n\n", "test(4): perf-script.unknown-line: line not understood, left out: '=== not perf ==='")]
    [InlineData(
        "app 1 5.000001: PERF_RECORD_LOST lost 12\n",
        "test(4): perf-script.lost: samples were lost while recording: 'lost 12'")]
    [InlineData(
        "app 1 5.000001: 99999999999999999999 cpu-clock: \n\t1 a (/bin/app)\n\n",
        "test(4): perf-script.too-large: period too large, read as the largest there is: '99999999999999999999'")]
    [InlineData(
        "app 1 4.000000: 10 cpu-clock: \n\t1 a (/bin/app)\n\n",
        "test(4): perf-script.time-order: time runs backwards (with --deltatime, set delta-time=true)")]
    [InlineData(
        "app 1 5.000001: PERF_RECORD_SWITCH_CPU_WIDE IN prev pid/tid: 1/1\n",
        "test(4): perf-script.side-record: record that is no sample, left out: 'SWITCH_CPU_WIDE'")]
    [InlineData(
        "app 1 5.000001: cpu-clock: \n\t1 a (/bin/app)\n\n",
        "test(4): perf-script.no-period: no period although others of its event have one, counted as 1: 'cpu-clock'")]
    [InlineData(
        "app 1 5.000001: 10 cpu-clock: \n\t1 a (/bin/app)\n ABI:2    AX:0x1    BX:0x2\n\n",
        "test(6): perf-script.dropped-column: columns left out: ' ABI:2    AX:0x1    BX:0x2'")]
    [InlineData(
        " instruction trace error type 1 time 5.000001 cpu 0 pid 1 tid 1 ip 0 code 8: Lost trace data\n",
        "test(4): perf-script.trace-error: gap in the processor's trace: "
        + "' instruction trace error type 1 time 5.000001 cpu 0 pid 1 tid 1 ip 0 code 8: Los…'")]
    [InlineData(
        "addr2line: could not read first record\n",
        "test(4): perf-script.message: message among the records, left out: 'addr2line: could not read first record'")]
    [InlineData(
        ". ... raw event: size 80 bytes\n",
        "test(4): perf-script.dump: dumped line left out: '. ... raw event: size 80 bytes'")]
    public void What_is_odd_is_said_with_its_place(string odd, string expected)
    {
        var context = new ConversionContext();

        Profile profile = PerfScriptSample.Read(Good + odd + Good.Replace("5.", "6."), context);

        Assert.True(profile.Samples.Count >= 2);
        Diagnostic only = Assert.Single(context.Diagnostics.Kept);
        Assert.Equal(expected, $"{only.Position}: {only.Id}: {only.Message}");
    }

    [Fact]
    public void Lost_samples_are_counted_as_many_times_as_perf_says()
    {
        var context = new ConversionContext();

        PerfScriptSample.Read(Good + "app 1 5.000001: PERF_RECORD_LOST lost 12\n" + Good, context);

        Assert.Equal(12, context.Diagnostics.Counts["perf-script.lost"]);
    }

    [Fact]
    public void A_good_record_says_nothing()
    {
        var context = new ConversionContext();

        PerfScriptSample.Read(Good, context);

        Assert.Equal(0, context.Diagnostics.WarningCount);
    }

    [Theory]
    [InlineData("int main(void)\n{\n\treturn 0;\n}\n", "test(1)", "'int main(void)'")]
    [InlineData("# a comment\n\n", "test(1)", "'# a comment'")]
    [InlineData("\n\n\n", "test(1)", "''")]
    [InlineData("main;work 3\n", "test(1)", "'main;work 3'")]
    [InlineData("\0\u0001\u0002", "test(1)", "'\\u0000\\u0001\\u0002'")]
    public void What_holds_no_record_is_an_error(string text, string place, string found)
    {
        var error = Assert.Throws<ProfileFormatException>(() => PerfScriptSample.Read(text));

        Assert.Equal(
            $"{place}: expected a record of perf script ('comm 123 4.567890: event:' and frames), found {found}",
            error.Message);
    }
}
