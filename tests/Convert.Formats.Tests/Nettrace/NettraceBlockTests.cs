using Xunit;

namespace Refold.Formats.Tests.Nettrace;

/// <summary>Threads, labels, sequence points and whatever else stands between events, and what becomes of damage there.</summary>
public sealed class NettraceBlockTests
{
    private const string Sampler = "Microsoft-DotNETCore-SampleProfiler";

    [Fact]
    public void An_index_of_a_thread_that_has_ended_may_become_anothers()
    {
        Profile profile = Six()
            .Threads((3, Thread("first", 51)))
            .Events(Sample(10, 3))
            .Remove(3)
            .Threads((3, Thread("second", 52)))
            .Events(Sample(20, 3))
            .End().Read();

        Assert.Equal(
            [": 1 0 tid=51 thread=first state=managed @10", ": 1 0 tid=52 thread=second state=managed @20"],
            NettraceSampleText.Lines(profile));
    }

    [Fact]
    public void A_thread_that_nothing_tells_of_is_none()
    {
        Profile profile = Six().Events(Sample(10, 9)).End().Read();

        Assert.Equal([": 1 0 state=managed @10"], NettraceSampleText.Lines(profile));
    }

    [Fact]
    public void Pairs_that_a_thread_has_are_passed_over_and_options_of_newer_writers_end_it()
    {
        NettraceBytes options = new NettraceBytes().Byte(4).Utf8("k").Utf8("v").Byte(3).Varint(51).Byte(99).Byte(1);

        Profile profile = Six().Threads((3, options)).Events(Sample(10, 3)).End().Read();

        Assert.Equal([": 1 0 tid=51 state=managed @10"], NettraceSampleText.Lines(profile));
    }

    [Fact]
    public void Labels_of_every_kind_are_read()
    {
        var id = new Guid("00112233-4455-6677-8899-aabbccddeeff");
        byte[] bytes = [.. Enumerable.Range(1, 16).Select(i => (byte)i)];
        NettraceBytes list = new NettraceBytes()
            .Byte(1).Guid(id).Byte(2).Guid(id).Byte(3).Raw(bytes).Byte(4).Raw(bytes.AsSpan(0, 8)).Byte(5).Utf8("user").Utf8("me")
            .Byte(6).Utf8("count").Varint(5).Byte(7).Byte(1).Byte(8).Long(9).Byte(9).Byte(4).Byte(10 | 0x80).Byte(1);

        Profile profile = Six()
            .Threads((3, Thread("t", 51)))
            .Labels(new NettraceBytes().Byte(5 | 0x80).Utf8("user").Utf8("you"), list)
            .Events(Sample(10, 3) with { Labels = 1 }, Sample(20, 3) with { Labels = 2 }, Sample(30, 3) with { Labels = 3 })
            .End().Read();

        Assert.Equal(
            [
                ": 1 10 tid=51 thread=t state=managed user=you @10",
                $": 1 10 tid=51 thread=t state=managed activity={id} trace_id=0102030405060708090a0b0c0d0e0f10"
                    + " span_id=0102030405060708 user=me count=-3 @20",
                ": 1 10 tid=51 thread=t state=managed @30",
            ],
            NettraceSampleText.Lines(profile));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(6)]
    public void Numbers_of_stacks_hold_until_a_sequence_point(int version)
    {
        NettraceFileBuilder maker = new NettraceFileBuilder(version).Begin().Declare((1, Sampler, 0, "", 0));

        Profile profile = maker
            .Stacks([0xa1]).Events(Sample(10, 3) with { Stack = 1 })
            .Point()
            .Stacks([0xb1]).Events(Sample(20, 3) with { Stack = 1 })
            .Point()
            .Events(Sample(30, 3) with { Stack = 1 })
            .End().Read();

        Assert.Equal(["0xa1", "0xb1", ""], NettraceSampleText.Lines(profile).Select(line => line[..line.IndexOf(':', 0)]));
    }

    [Fact]
    public void Events_of_several_threads_are_put_in_the_order_of_time()
    {
        Profile profile = new NettraceFileBuilder(4).Begin().Declare((1, Sampler, 0, "", 0))
            .Events(Sample(30, 7), Sample(50, 7))
            .Events(Sample(10, 8), Sample(30, 8))
            .Point()
            .End().Read();

        Assert.Equal(
            [
                ": 1 20 tid=8 state=managed @10", ": 1 20 tid=7 state=managed @30", ": 1 20 tid=8 state=managed @30",
                ": 1 20 tid=7 state=managed @50",
            ],
            NettraceSampleText.Lines(profile));
    }

    [Fact]
    public void A_sequence_point_may_end_the_lives_of_threads_and_of_declarations()
    {
        var context = new ConversionContext();

        Profile profile = Six()
            .Threads((3, Thread("t", 51)))
            .Events(Sample(10, 3))
            .Point(flags: 1)
            .Events(Sample(20, 3))
            .Point(flags: 2)
            .Events(Sample(30, 3))
            .End().Read(context);

        Assert.Equal(
            [": 1 0 tid=51 thread=t state=managed @10", ": 1 0 state=managed @20"],
            NettraceSampleText.Lines(profile));
        Assert.Equal("nettrace.profile nettrace.undeclared-event", NettraceSampleText.Warnings(context));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void Events_that_the_recording_lost_are_counted(int version)
    {
        var context = new ConversionContext();

        new NettraceFileBuilder(version).Begin().Declare((1, Sampler, 0, "", 0))
            .Events(Sample(10, 7), Sample(20, 7) with { Lost = 3 }, Sample(20, 8))
            .Point(0, (7, 9), (8, 1))
            .End().Read(context);

        Diagnostic lost = Assert.Single(context.Diagnostics.Kept, d => d.Id == "nettrace.lost-events");
        Assert.Equal(
            "7 events were lost while recording; a larger buffer (--buffersize) or fewer events help", lost.Message);
    }

    [Fact]
    public void Blocks_of_newer_writers_are_left_out_and_counted()
    {
        var context = new ConversionContext();

        Profile profile = Six()
            .Block(13, new NettraceBytes().Int(1))
            .Events(Sample(10, 9))
            .End().Read(context);

        Assert.Single(NettraceSampleText.Lines(profile));
        Diagnostic unknown = Assert.Single(context.Diagnostics.Kept, d => d.Id == "nettrace.unknown-block");
        Assert.Equal("block of kind 13, which is not known; it is left out", unknown.Message);
    }

    [Fact]
    public void Bytes_between_blocks_that_make_no_sense_are_passed_over()
    {
        var context = new ConversionContext();

        Profile profile = Six()
            .Events(Sample(10, 9))
            .Junk(0xff, 0xff, 0xff, 0xff, 0xee)
            .Events(Sample(20, 9))
            .Events(Sample(30, 9))
            .End().Read(context);

        Assert.Equal(3, NettraceSampleText.Lines(profile).Length);
        Diagnostic damaged = Assert.Single(context.Diagnostics.Kept, d => d.Id == "nettrace.damaged");
        Assert.Equal(
            "expected the length and the kind of a block, found neither; 5 bytes are left out", damaged.Message);
    }

    [Fact]
    public void Bytes_between_objects_that_make_no_sense_are_passed_over()
    {
        var context = new ConversionContext();

        Profile profile = new NettraceFileBuilder(4).Begin().Declare((1, Sampler, 0, "", 0))
            .Events(Sample(10, 9))
            .Junk(0xff, 0xff, 5, 0xff, 0xee)
            .Events(Sample(20, 9))
            .End().Read(context);

        Assert.Equal(2, NettraceSampleText.Lines(profile).Length);
        Diagnostic damaged = Assert.Single(context.Diagnostics.Kept, d => d.Id == "nettrace.damaged");
        Assert.Equal(
            "expected the begin or the end of an object, found neither; 5 bytes are left out", damaged.Message);
    }

    [Fact]
    public void Objects_of_newer_writers_are_passed_over()
    {
        var context = new ConversionContext();

        Profile profile = new NettraceFileBuilder(4).Begin().Declare((1, Sampler, 0, "", 0))
            .Object("GlitterBlock", new NettraceBytes().Int(1))
            .Events(Sample(10, 9))
            .End().Read(context);

        Assert.Single(NettraceSampleText.Lines(profile));
        Assert.Equal("nettrace.profile", NettraceSampleText.Warnings(context));
    }

    [Fact]
    public void An_event_whose_payload_is_too_short_is_left_out_alone()
    {
        var context = new ConversionContext();

        Profile profile = new NettraceFileBuilder(4).Begin().Declare((1, "Microsoft-Windows-DotNETRuntime", 80, "", 1))
            .Events(
                new NettraceFileEvent(1, 10, new NettraceBytes().Utf16("A").Utf16("a")),
                new NettraceFileEvent(1, 20))
            .End().Read(context, "exception");

        Assert.Equal([": 1 tid=1 type=A message=a @10", ": 1 tid=1 @20"], NettraceSampleText.Lines(profile));
    }

    [Fact]
    public void A_length_that_lies_costs_no_memory()
    {
        var context = new ConversionContext();
        long before = GC.GetAllocatedBytesForCurrentThread();

        Profile profile = new NettraceFileBuilder(4).Begin().Declare((1, Sampler, 0, "", 0))
            .Events(Sample(10, 9))
            .Junk([5, 5, 1, 2, 0, 0, 0, 2, 0, 0, 0, 10, 0, 0, 0, .. "EventBlock"u8, 6, 0xff, 0xff, 0xff, 0x7f, 1, 2, 3])
            .Read(context);

        Assert.Single(NettraceSampleText.Lines(profile));
        Assert.Contains("nettrace.cut-off", context.Diagnostics.Counts.Keys);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 16_000_000);
    }

    private static NettraceFileBuilder Six() => new NettraceFileBuilder(6).Begin().Declare((1, Sampler, 0, "", 0));

    private static NettraceBytes Thread(string name, ulong id) =>
        new NettraceBytes().Byte(1).Utf8(name).Byte(3).Varint(id);

    private static NettraceFileEvent Sample(long time, ulong thread) =>
        new(1, time, new NettraceBytes().Int(2)) { Thread = thread };
}
