using Xunit;

namespace Refold.Formats.Tests.PerfScript;

/// <summary>Warnings and notes with their positions and counts; errors for inputs without records.</summary>
public sealed class PerfScriptDiagnosticsTests
{
    private const string Good = "app     1 5.000000: 10 cpu-clock: \n\t1 a (/bin/app)\n\n";

    [Theory]
    [InlineData(
        "=== not perf ===\n\n", "test(4): perf-script.unknown-line: unknown line discarded: '=== not perf ==='")]
    [InlineData(
        "app 1 5.000001: PERF_RECORD_LOST lost 12\n",
        "test(4): perf-script.lost: samples were lost while recording: 'lost 12'")]
    [InlineData(
        "app 1 5.000001: 99999999999999999999 cpu-clock: \n\t1 a (/bin/app)\n\n",
        "test(4): perf-script.too-large: period beyond 63 bits, read as the largest value: '99999999999999999999'")]
    [InlineData(
        "app 1 4.000000: 10 cpu-clock: \n\t1 a (/bin/app)\n\n",
        "test(4): perf-script.time-order: time runs backwards (for --deltatime, set delta-time=true)")]
    [InlineData(
        "app 1 5.000001: PERF_RECORD_SWITCH_CPU_WIDE IN prev pid/tid: 1/1\n",
        "test(4): perf-script.side-record: record that is not a sample discarded: 'SWITCH_CPU_WIDE'")]
    [InlineData(
        "app 1 5.000001: cpu-clock: \n\t1 a (/bin/app)\n\n",
        "test(4): perf-script.no-period: no period although other records of the event have one, counted as 1: "
        + "'cpu-clock'")]
    [InlineData(
        "app 1 5.000001: 10 cpu-clock: \n\t1 a (/bin/app)\n ABI:2    AX:0x1    BX:0x2\n\n",
        "test(6): perf-script.dropped-column: columns discarded: ' ABI:2    AX:0x1    BX:0x2'")]
    [InlineData(
        " instruction trace error type 1 time 5.000001 cpu 0 pid 1 tid 1 ip 0 code 8: Lost trace data\n",
        "test(4): perf-script.trace-error: gap in the processor's trace: "
        + "' instruction trace error type 1 time 5.000001 cpu 0 pid 1 tid 1 ip 0 code 8: Los…'")]
    [InlineData(
        "addr2line: could not read first record\n",
        "test(4): perf-script.message: message between records discarded: 'addr2line: could not read first record'")]
    [InlineData(
        ". ... raw event: size 80 bytes\n",
        "test(4): perf-script.dump: line of a dump discarded: '. ... raw event: size 80 bytes'")]
    [InlineData(
        "Found invalid callchains!\n",
        "test(4): perf-script.message: message between records discarded: 'Found invalid callchains!'")]
    public void Odd_lines_are_reported_with_their_position(string odd, string expected)
    {
        var context = new ConversionContext();

        Profile profile = PerfScriptSample.Read(Good + odd + Good.Replace("5.", "6."), context);

        Assert.True(profile.Samples.Count >= 2);
        Diagnostic only = Assert.Single(context.Diagnostics.Kept);
        Assert.Equal(expected, $"{only.Position}: {only.Id}: {only.Message}");
    }

    [Fact]
    public void Lost_samples_are_counted_with_the_number_that_perf_reports()
    {
        var context = new ConversionContext();

        PerfScriptSample.Read(Good + "app 1 5.000001: PERF_RECORD_LOST lost 12\n" + Good, context);

        Assert.Equal(12, context.Diagnostics.Counts["perf-script.lost"]);
    }

    [Fact]
    public void A_normal_record_has_no_warning()
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
    public void An_input_without_record_is_an_error(string text, string place, string found)
    {
        var error = Assert.Throws<ProfileFormatException>(() => PerfScriptSample.Read(text));

        Assert.Equal(
            $"{place}: expected a record of perf script ('comm 123 4.567890: event:' and frames), found {found}",
            error.Message);
    }
}
