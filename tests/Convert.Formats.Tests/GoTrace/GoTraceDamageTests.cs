using System.Text;
using Refold.Testing;
using Xunit;

namespace Refold.Formats.Tests.GoTrace;

/// <summary>Traces that are truncated, corrupt, or faultily recorded.</summary>
public sealed class GoTraceDamageTests
{
    private static byte[] Small => new CorpusFile("go-trace", "small-cpu.trace").ReadBytes();

    [Fact]
    public void A_wrong_byte_in_the_header_of_a_batch_discards_only_that_batch()
    {
        var context = new ConversionContext();

        Profile profile = GoTraceSample.Read("damaged-batch.trace", context, "profile=cpu");

        Assert.Equal(
            GoTraceSample.Lines(GoTraceSample.Read("small-cpu.trace", "profile=cpu")), GoTraceSample.Lines(profile));
        Assert.Equal(
            ["go-trace.damaged", "go-trace.order"], context.Diagnostics.Counts.Keys.Order(StringComparer.Ordinal));
    }

    // The byte was changed from 01 to 7f.
    [Fact]
    public void A_wrong_byte_is_reported_with_its_offset_in_the_file()
    {
        var context = new ConversionContext();

        GoTraceSample.Read("damaged-batch.trace", context, "profile=cpu");

        Assert.Equal(0x7f, new CorpusFile("go-trace", "damaged-batch.trace").ReadBytes()[0x143]);
        Assert.Contains(
            "test+0x143: expected a batch, found byte 0x7f; skipped to the next batch [go-trace.damaged]",
            context.Diagnostics.Kept.Select(d => $"{d}"));
    }

    [Fact]
    public void Events_without_an_order_are_replayed_goroutine_by_goroutine()
    {
        Profile whole = GoTraceSample.Read("small-cpu.trace", "profile=running");
        Profile damaged = GoTraceSample.Read("damaged-batch.trace", "profile=running");

        // The discarded batch is of the thread that ran region "more".
        long compute = GoTraceSample.SumsBy(whole, "entry")["main.work.func1.1"];
        Assert.InRange(GoTraceSample.SumsBy(damaged, "entry")["main.work.func1.1"], compute / 3, compute);
    }

    [Fact]
    public void Threads_of_C_code_in_Go_1_19_are_read_although_their_events_have_no_order()
    {
        var context = new ConversionContext();

        Profile profile = GoTraceSample.Read("cgo-go1.19.trace", context, "profile=cpu,offcpu");

        Assert.Equal(9, GoTraceSample.Sum(profile, 0));
        Assert.InRange(GoTraceSample.Sum(profile, 3), 1_000_000, long.MaxValue);
        Assert.Equal(["go-trace.order"], context.Diagnostics.Counts.Keys);
    }

    [Fact]
    public void A_truncated_older_trace_keeps_its_counts()
    {
        var context = new ConversionContext();

        Profile profile = GoTraceSample.Read("cut-go1.21.trace", context, "profile=running");

        Assert.InRange(GoTraceSample.Sum(profile, 0), 1, 100);
        Assert.Equal(0, GoTraceSample.Sum(profile, 1));
        Assert.Equal(["go-trace.truncated"], context.Diagnostics.Counts.Keys);
    }

    [Theory]
    [InlineData("cgo-go1.19.trace", 1876)] // bytes of the event that is cut look like a batch
    [InlineData("cgo-go1.19.trace", 3040)] // the same, after the frequency
    [InlineData("cgo-go1.25.trace", 2408)] // between two batches, before stacks and names
    public void What_follows_from_a_cut_has_no_warnings_of_its_own(string file, int length)
    {
        var context = new ConversionContext();
        byte[] trace = new CorpusFile("go-trace", file).ReadBytes();

        GoTraceSample.Read(trace[..length], context, "profile=running");

        Assert.Equal(["go-trace.truncated"], context.Diagnostics.Counts.Keys);
    }

    [Fact]
    public void A_generation_before_the_truncated_one_is_complete()
    {
        byte[] twice = [.. Small, .. NextGeneration(Small)];
        var context = new ConversionContext();

        Profile profile = GoTraceSample.Read(twice[..(Small.Length + 1500)], context, "profile=cpu");

        Assert.Equal(
            5,
            GoTraceSample.Lines(profile).Count(l => l.EndsWith("main.compute 10000000", StringComparison.Ordinal)));
        Assert.Contains("go-trace.truncated", context.Diagnostics.Counts.Keys);
    }

    [Fact]
    public void A_newer_version_is_read_by_the_newest_known_rules()
    {
        var context = new ConversionContext();

        Profile profile = GoTraceSample.Read("newer-version.trace", context, "profile=cpu");

        Assert.Equal(5, GoTraceSample.Sum(profile, 0));
        Assert.Equal(
            "test: unknown version Go 1.31, read by the rules of Go 1.26 [go-trace.version]",
            $"{Assert.Single(context.Diagnostics.Kept)}");
    }

    [Theory]
    [InlineData("go 1.26 trace\0\0\0", Confidence.Certain)]
    [InlineData("go 1.5 trace\0\0\0\0", Confidence.Certain)]
    [InlineData("go 1.5 trace\0\0\0", Confidence.None)]
    [InlineData("go 1.26 trace\0\0x", Confidence.None)]
    [InlineData("go 1. trace\0\0\0\0\0", Confidence.None)]
    [InlineData("go 2.26 trace\0\0\0", Confidence.None)]
    public void A_trace_is_detected_by_its_header(string head, Confidence confidence) =>
        Assert.Equal(
            confidence, BuiltInFormats.All.Find("go-trace")!.Detect(Encoding.ASCII.GetBytes(head)));

    // Repeats the events as the next generation: its number is the second byte of each batch.
    private static byte[] NextGeneration(byte[] trace)
    {
        byte[] next = trace[16..];
        for (int at = 0; next[at] == 1;)
        {
            next[at + 1]++;
            at += 2;
            Skip(next, ref at);
            Skip(next, ref at);
            int length = (next[at] & 0x7F) | ((next[at + 1] & 0x7F) << 7) | ((next[at + 2] & 0x7F) << 14);
            at += 10 + length;
        }

        return next;
    }

    private static void Skip(byte[] bytes, ref int at)
    {
        while (bytes[at++] >= 0x80)
        {
        }
    }
}
