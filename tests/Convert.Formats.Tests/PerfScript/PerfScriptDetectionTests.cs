using System.Text;
using Refold.Formats.PerfScript;
using Xunit;

namespace Refold.Formats.Tests.PerfScript;

/// <summary>Detection by the first lines of an input.</summary>
public sealed class PerfScriptDetectionTests
{
    [Theory]
    [InlineData("app 12345 5.000001: 10 cpu-clock: \n\t1234 main+0x4 (/bin/app)\n\n", Confidence.Certain)]
    [InlineData("\n\napp 12345 5.000001: 10 cpu-clock: \n\t1234 main+0x4 (/bin/app)\n\n", Confidence.Certain)]
    [InlineData(
        "# captured on: today\n# ========\n#\napp 1 5.000001: 10 cpu-clock: \n\t1234 main+0x4 (/bin/app)\n\n",
        Confidence.Certain)]
    [InlineData("app 12345 5.000001: 10 cpu-clock: 1234 main+0x4 (/bin/app)\n", Confidence.Possible)]
    [InlineData(
        "app 1 4.0: PERF_RECORD_MMAP2 1/1: [0x564a00000000(0x2000) @ 0x1000 fd:01 77 0]: r-xp /bin/app\n",
        Confidence.Possible)]
    [InlineData(
        "\n0x108@perf.data [0x50]: event: 69\n.\n. ... raw event: size 80 bytes\n.  0000:  45 00 00 00\n",
        Confidence.Certain)]
    [InlineData("        w: 1 [x]  5154    2004008 cpu-clock:      55bbe1ac01aa leaf\n", Confidence.Possible)]
    public void Text_of_perf_is_detected(string text, Confidence confidence) => Assert.Equal(confidence, Detect(text));

    [Theory]
    [InlineData("main;work 3\nmain 4\n")]
    [InlineData("refold profile 1\ntype samples count\n")]
    [InlineData("int main(void)\n{\n\treturn 0;\n}\n")]
    [InlineData("{\"shared\": {\"frames\": []}}")]
    [InlineData("all:\n\tgcc -o app app.c\n")]
    [InlineData("")]
    public void Other_text_is_not_detected(string text) => Assert.Equal(Confidence.None, Detect(text));

    [Fact]
    public void A_head_that_ends_within_a_record_is_detected()
    {
        const string Text =
            "app 12345 5.000001: 10 cpu-clock: \n\t1234 main+0x4 (/bin/app)\n\t1300 start (/bin/app)\n\n";

        for (int length = Text.IndexOf("(/bin", StringComparison.Ordinal); length < Text.Length; length++)
        {
            Assert.NotEqual(Confidence.None, Detect(Text[..length]));
        }
    }

    private static Confidence Detect(string head) => new PerfScriptFormat().Detect(Encoding.UTF8.GetBytes(head));
}
