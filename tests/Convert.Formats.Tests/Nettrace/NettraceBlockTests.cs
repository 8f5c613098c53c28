using Xunit;

namespace Refold.Formats.Tests.Nettrace;

/// <summary>Blocks other than those of events: threads, labels, sequence points; and corrupt blocks.</summary>
public sealed class NettraceBlockTests
{
    private const string Sampler = "Microsoft-DotNETCore-SampleProfiler";

    [Fact]
    public void The_index_of_an_ended_thread_may_be_reused_for_another()
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
    public void An_undeclared_thread_has_no_label()
    {
        Profile profile = Six().Events(Sample(10, 9)).End().Read();

        Assert.Equal([": 1 0 state=managed @10"], NettraceSampleText.Lines(profile));
    }

    [Fact]
    public void Pairs_of_a_thread_are_skipped_and_an_unknown_option_ends_its_row()
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
            .Byte(1).Guid(id).Byte(2).Guid(id).Byte(3).Raw(bytes).Byte(4).Raw(bytes.AsSpan(0, 8))
            .Byte(5).Utf8("user").Utf8("me").Byte(6).Utf8("count").Varint(5)
            .Byte(7).Byte(1).Byte(8).Long(9).Byte(9).Byte(4).Byte(10 | 0x80).Byte(1);

        Profile profile = Six()
            .Threads((3, Thread("t", 51)))
            .Labels(new NettraceBytes().Byte(5 | 0x80).Utf8("user").Utf8("you"), list)
            .Events(
                Sample(10, 3) with { Labels = 1 },
                Sample(20, 3) with { Labels = 2 },
                Sample(30, 3) with { Labels = 3 })
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
    public void Stack_ids_are_valid_until_the_next_sequence_point(int version)
    {
        NettraceFileBuilder maker = new NettraceFileBuilder(version).Begin().Declare((1, Sampler, 0, "", 0));

        Profile profile = maker
            .Stacks([0xa1]).Events(Sample(10, 3) with { Stack = 1 })
            .Point()
            .Stacks([0xb1]).Events(Sample(20, 3) with { Stack = 1 })
            .Point()
            .Events(Sample(30, 3) with { Stack = 1 })
            .End().Read();

        string[] lines = NettraceSampleText.Lines(profile);
        Assert.Equal(["0xa1", "0xb1", ""], lines.Select(line => line[..line.IndexOf(':', 0)]));
    }

    [Fact]
    public void Events_of_several_threads_are_ordered_by_time()
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
    public void Flags_of_a_sequence_point_remove_threads_and_declarations()
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
    public void Blocks_of_an_unknown_kind_are_discarded_with_a_warning()
    {
        var context = new ConversionContext();

        Profile profile = Six()
            .Block(13, new NettraceBytes().Int(1))
            .Events(Sample(10, 9))
            .End().Read(context);

        Assert.Single(NettraceSampleText.Lines(profile));
        Diagnostic unknown = Assert.Single(context.Diagnostics.Kept, d => d.Id == "nettrace.unknown-block");
        Assert.Equal("unknown block kind 13; the block is discarded", unknown.Message);
    }

    [Fact]
    public void Corrupt_bytes_between_blocks_are_discarded_with_a_warning()
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
            "expected the length and the kind of a block, found neither; 5 bytes are discarded", damaged.Message);
    }

    [Fact]
    public void Corrupt_bytes_between_objects_are_discarded_with_a_warning()
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
            "expected the start or the end of an object, found neither; 5 bytes are discarded", damaged.Message);
    }

    [Fact]
    public void Objects_of_an_unknown_type_are_skipped()
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
    public void A_payload_that_ends_early_has_empty_strings_for_its_missing_ones()
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
    public void An_event_with_a_truncated_payload_is_discarded_and_the_next_one_is_read()
    {
        var context = new ConversionContext();
        NettraceBytes tooShort = new NettraceBytes().Short(1);

        Profile profile = new NettraceFileBuilder(4).Begin()
            .Declare((1, "Universal.System", 3, "ProcessMapping", 0), (2, Sampler, 0, "", 0))
            .Events(
                new NettraceFileEvent(1, 10, tooShort) { Thread = 7 },
                new NettraceFileEvent(2, 20, new NettraceBytes().Int(2)) { Thread = 7 })
            .End().Read(context);

        Assert.Equal([": 1 0 tid=7 state=managed @20"], NettraceSampleText.Lines(profile));
        Diagnostic damaged = Assert.Single(context.Diagnostics.Kept, d => d.Id == "nettrace.damaged-event");
        Assert.EndsWith("; it is discarded", damaged.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_length_beyond_the_end_of_the_file_allocates_no_memory()
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
