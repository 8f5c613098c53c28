using System.Text;
using Refold.Formats.PerfScript;
using Xunit;

namespace Refold.Formats.Tests.PerfScript;

/// <summary>Inputs that end within a record, and messages within records.</summary>
public sealed class PerfScriptTruncationTests
{
    private const string Chains =
        "app 10 1.000000:    1000 cycles: \n"
        + "\t            1000 f+0x10 (/bin/app)\n\t            2000 main+0x20 (/bin/app)\n\n"
        + "app 11 2.000000:    2000 cycles: \n"
        + "\t            1100 g+0x10 (/bin/app)\n\t            2000 main+0x20 (/bin/app)\n\n";

    private const string Rows =
        "             app    10     1.000000:       1000 cycles:             1000 f (/bin/app)\n"
        + "             app    11     2.000000:       1000 cycles:             1000 f (/bin/app)\n";

    [Theory]
    [InlineData(Chains)]
    [InlineData(Rows)]
    public void An_input_truncated_within_a_line_has_only_complete_samples(string text)
    {
        int first = text.IndexOf(text == Rows ? "\n" : "\n\n", StringComparison.Ordinal);
        Profile whole = PerfScriptSample.Read(text);
        for (int length = first + 3; length < text.Length - 2; length++)
        {
            if (text[length - 1] is '\n' or ')' || text[length] == '\n')
            {
                continue;
            }

            var context = new ConversionContext();
            Profile truncated = PerfScriptSample.Read(text[..length], context);

            Assert.Single(truncated.Samples);
            Assert.Equal(PerfScriptSample.Facts(whole), PerfScriptSample.Facts(truncated));
            Assert.Equal(1, context.Diagnostics.Counts["perf-script.cut"]);
        }
    }

    [Theory]
    [InlineData(Chains)]
    [InlineData(Rows)]
    public void An_input_without_its_last_line_ends_is_complete(string text)
    {
        var context = new ConversionContext();

        Profile profile = PerfScriptSample.Read(text.TrimEnd(), context);

        Assert.Equal(2, profile.Samples.Count);
        Assert.Equal(0, context.Diagnostics.WarningCount);
    }

    [Fact]
    public void A_header_without_frames_at_the_end_is_truncated()
    {
        var context = new ConversionContext();

        Profile profile = PerfScriptSample.Read(Chains + "app 12 3.000000:    1000 cycles: \n", context);

        Assert.Equal(2, profile.Samples.Count);
        Assert.Equal(1, context.Diagnostics.Counts["perf-script.cut"]);
    }

    [Theory]
    [InlineData("app 10 1.000000:    1000 cycles: \n", "two\nlin")]
    [InlineData("app 10 \n", "other 11 \n\t   ")]
    [InlineData("app \n", "net worker (2) \n\t")]
    public void The_header_above_a_cut_line_is_no_unknown_line(string header, string last)
    {
        var context = new ConversionContext();
        string record = $"{header}\t            1000 f+0x10 (/bin/app)\n\t            2000 main+0x20 (/bin/app)\n\n";

        Profile profile = PerfScriptSample.Read(record + record + last, context);

        Assert.Equal(2, profile.Samples.Count);
        Assert.Equal(["perf-script.cut"], context.Diagnostics.Counts.Keys);
    }

    [Fact]
    public void A_last_stack_whose_root_is_the_root_of_no_other_stack_is_truncated()
    {
        var context = new ConversionContext();
        const string Last = "app 12 3.000000:    1000 cycles: \n\t            1000 f+0x10 (/bin/app)\n";

        Profile profile = PerfScriptSample.Read(Chains + Last, context);

        Assert.Equal(2, profile.Samples.Count);
        Assert.Equal(1, context.Diagnostics.Counts["perf-script.cut"]);
    }

    [Theory]
    [InlineData("Warning:\nProcessed 10 events and lost 5 chunks!\n\nCheck IO/CPU overload!\n\n")]
    [InlineData("addr2line: could not read first record\n")]
    [InlineData("[ perf record: Woken up 1 times to write data ]\n\n")]
    [InlineData("Found invalid callchains!\n\n1 out of 10 events had invalid callchains.\n\n")]
    [InlineData("an unknown message with blank lines after it\n\n\n")]
    public void Messages_do_not_split_a_record(string message)
    {
        const string Header = "2.000000:    2000 cycles: \n";
        string text = Chains.Replace(Header, Header + message, StringComparison.Ordinal);
        var context = new ConversionContext();

        Profile profile = PerfScriptSample.Read(text, context);

        Assert.Equal(2, profile.Samples.Count);
        Assert.Equal("tid=11 comm=\"app\" time=2000000000 cycles/count=2000", PerfScriptSample.Facts(profile, 1));
        Assert.Equal("g@1100(/bin/app) < main@2000(/bin/app)", PerfScriptSample.Stack(profile, 1));
        Assert.NotEmpty(context.Diagnostics.Kept);
    }

    [Theory]
    [InlineData("addr2line: could not read first record\n")]
    [InlineData("Warning:\nProcessed 10 events and lost 5 chunks!\n\nCheck IO/CPU overload!\n\n")]
    public void A_message_within_a_line_does_not_split_it(string message)
    {
        Profile whole = PerfScriptSample.Read(Chains);
        int start = Chains.IndexOf("g+0x10", StringComparison.Ordinal) + 3;
        int end = Chains.LastIndexOf(" (/bin/app)", StringComparison.Ordinal) + 6;
        for (int at = start; at < end; at++)
        {
            if (Chains[at] is '\n' or '\t' || Chains[at - 1] is '\n' or '\t')
            {
                continue;
            }

            Profile profile = PerfScriptSample.Read(Chains.Insert(at, message));

            Assert.Equal(2, profile.Samples.Count);
            Assert.Equal(PerfScriptSample.Stack(whole, 1), PerfScriptSample.Stack(profile, 1));
        }
    }

    [Theory]
    [InlineData(
        "# I/O\n\nUse perf:\n\n```\nmain 1 [001] 1.5: cycles: \n        ffffffff813b8095 f ([k])\n\n```\nmore text\n")]
    [InlineData(
        "a log\nsecond line\napp 12345 5.000001: 10 cpu-clock: \n\t1234 main+0x4 (/bin/app)\nlast line\nend\n")]
    [InlineData("Usage:\nOptions:\nExamples:\n")]
    [InlineData("key: \nother: \n")]
    public void A_page_of_prose_with_a_record_is_not_detected(string text) =>
        Assert.Equal(Confidence.None, new PerfScriptFormat().Detect(Encoding.UTF8.GetBytes(text)));
}
