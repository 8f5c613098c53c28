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

        Assert.Equal(0, context.Diagnostics.Total);
    }

    [Theory]
    [InlineData("int main(void)\n{\n\treturn 0;\n}\n")]
    [InlineData("# a comment\n\n")]
    [InlineData("\n\n\n")]
    [InlineData("main;work 3\n")]
    [InlineData("\0\u0001\u0002")]
    public void What_holds_no_record_is_an_error(string text)
    {
        var error = Assert.Throws<ProfileFormatException>(() => PerfScriptSample.Read(text));

        Assert.Contains("expected a record of perf script", error.Message, StringComparison.Ordinal);
    }
}
