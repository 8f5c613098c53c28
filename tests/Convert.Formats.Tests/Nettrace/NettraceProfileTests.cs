using Refold.Formats.DotNet;
using Xunit;

namespace Refold.Formats.Tests.Nettrace;

/// <summary>The samples of each profile, from traces built for the test.</summary>
public sealed class NettraceProfileTests
{
    private const string Runtime = "Microsoft-Windows-DotNETRuntime";

    [Fact]
    public void A_thread_sample_lasts_until_the_next_one_of_its_thread_and_the_last_as_long_as_the_others()
    {
        Profile profile = Made(
            new NettraceFileEvent(1, 100, new NettraceBytes().Int(2)) { Thread = 7, Stack = 1 },
            new NettraceFileEvent(1, 150, new NettraceBytes().Int(2)) { Thread = 8, Stack = 1 },
            new NettraceFileEvent(1, 400, new NettraceBytes().Int(1)) { Thread = 7, Stack = 2 },
            new NettraceFileEvent(1, 650, new NettraceBytes().Int(9)) { Thread = 8, Stack = 1 }).Read();

        Assert.Equal(["samples/count", "thread-time/nanoseconds"], Types(profile));
        Assert.Equal(
            [
                "0xa1: 1 300 tid=7 state=managed @100",
                "0xa1: 1 500 tid=8 state=managed @150",
                "0xb1: 1 300 tid=7 state=external @400",
                "0xa1: 1 500 tid=8 state=unknown (9) @650",
            ],
            NettraceSampleText.Lines(profile));
    }

    [Fact]
    public void A_contention_has_the_duration_of_its_stop_event_or_the_time_between_start_and_stop()
    {
        var context = new ConversionContext();

        Profile profile = Made(
            new NettraceFileEvent(3, 100) { Thread = 7, Stack = 1 },
            new NettraceFileEvent(3, 120) { Thread = 8, Stack = 2 },
            new NettraceFileEvent(4, 180) { Thread = 8 },
            new NettraceFileEvent(4, 200, new NettraceBytes().Byte(0).Short(9).Double(99)) { Thread = 7 },
            new NettraceFileEvent(3, 300) { Thread = 9, Stack = 1 },
            new NettraceFileEvent(4, 400) { Thread = 10 },
            new NettraceFileEvent(1, 1000, new NettraceBytes().Int(2)) { Thread = 7 })
            .Read(context, "lock", "thread-time");

        Assert.Equal(
            ["samples/count", "thread-time/nanoseconds", "contentions/count", "delay/nanoseconds"], Types(profile));
        Assert.Equal(
            [
                "0xb1: 0 0 1 60 tid=8 @120",
                "0xa1: 0 0 1 99 tid=7 @100",
                ": 1 0 0 0 tid=7 state=managed @1000",
                "0xa1: 0 0 1 700 tid=9 @300",
            ],
            NettraceSampleText.Lines(profile));
        Assert.Equal("nettrace.no-end nettrace.no-rundown nettrace.no-start", NettraceSampleText.Warnings(context));
    }

    [Fact]
    public void A_wait_for_a_handle_has_the_time_between_start_and_stop()
    {
        Profile profile = Made(
            new NettraceFileEvent(5, 100) { Thread = 7, Stack = 1 },
            new NettraceFileEvent(6, 350) { Thread = 7 }).Read();

        Assert.Equal(["waits/count", "wait/nanoseconds"], Types(profile));
        Assert.Equal(["0xa1: 1 250 tid=7 @100"], NettraceSampleText.Lines(profile));
    }

    [Fact]
    public void A_wait_without_end_lasts_at_most_64_bits()
    {
        Profile profile = Made(
            new NettraceFileEvent(5, long.MinValue) { Thread = 7, Stack = 1 },
            new NettraceFileEvent(5, long.MaxValue) { Thread = 8, Stack = 1 }).Read("wait");

        Assert.Equal([long.MaxValue, 0], profile.Samples.Select(sample => sample[1]));
    }

    [Fact]
    public void A_tick_counts_all_objects_since_the_previous_one_and_a_sampled_object_counts_as_1_over_its_probability()
    {
        NettraceBytes tick = new NettraceBytes().Int(1).Int(0).Short(9).Long(106_000).Long(5).Utf16("System.String")
            .Int(0).Long(0xdead).Long(53);
        NettraceBytes sampled = new NettraceBytes().Int(0).Short(9).Long(5).Utf16("System.Int32[]")
            .Long(0xdead).Long(1024).Long(0);

        Profile profile = Made(
            new NettraceFileEvent(7, 10, tick) { Thread = 7, Stack = 1 },
            new NettraceFileEvent(8, 20, sampled) { Thread = 7, Stack = 2 }).Read();

        // One byte of 102,400 is sampled: an object of 1,024 bytes with the probability 1 - e^-0.01 = 1 / 100.5.
        Assert.Equal(["alloc_events/count", "alloc_objects/count", "alloc_space/bytes"], Types(profile));
        Assert.Equal(
            ["0xa1: 1 2000 106000 tid=7 type=System.String @10", "0xb1: 1 101 102913 tid=7 type=System.Int32[] @20"],
            NettraceSampleText.Lines(profile));
    }

    [Fact]
    public void Allocations_by_type_have_the_type_names_of_later_events()
    {
        var context = new ConversionContext();
        NettraceBytes names = new NettraceBytes().Int(2).Short(9)
            .Long(0x77).Long(0).Int(0).Int(0).Byte(0).Utf16("").Int(2).Long(1).Long(2)
            .Long(0x55).Long(0).Int(0).Int(0).Byte(0).Utf16("Shop.Item").Int(0);

        Profile profile = Made(
            new NettraceFileEvent(14, 10, AllocationSum(type: 0x55, objects: 3, bytes: 72)) { Stack = 1 },
            new NettraceFileEvent(14, 20, AllocationSum(type: 0x77, objects: 1, bytes: 24)) { Stack = 1 },
            new NettraceFileEvent(15, 30, names)).Read(context);

        Assert.Equal(
            ["0xa1: 1 3 72 tid=1 type=Shop.Item @10", "0xa1: 1 1 24 tid=1 type=type 0x77 @20"],
            NettraceSampleText.Lines(profile));
        Assert.DoesNotContain("nettrace.counted-twice", context.Diagnostics.Counts.Keys);
    }

    [Fact]
    public void Two_kinds_of_allocation_events_are_a_warning()
    {
        var context = new ConversionContext();
        NettraceBytes tick = new NettraceBytes().Int(1).Int(0).Short(9).Long(106_000).Long(5).Utf16("A")
            .Int(0).Long(0).Long(53);

        Made(
            new NettraceFileEvent(14, 10, AllocationSum(type: 0x55, objects: 3, bytes: 72)),
            new NettraceFileEvent(7, 20, tick)).Read(context);

        Assert.Contains("nettrace.counted-twice", context.Diagnostics.Counts.Keys);
    }

    [Fact]
    public void The_command_line_is_a_comment_and_the_program_name_a_label()
    {
        NettraceBytes info = new NettraceBytes()
            .Utf16("/usr/bin/dotnet /app/Shop.dll --port 80").Utf16("Linux").Utf16("x64");

        Profile profile = Made(
            new NettraceFileEvent(16, 5, info), new NettraceFileEvent(1, 10, new NettraceBytes().Int(2))).Read();

        Assert.Equal(
            ["command line: /usr/bin/dotnet /app/Shop.dll --port 80", "system: Linux, x64"], profile.Info.Comments);
        Assert.Equal([": 1 0 process=Shop tid=1 state=managed @10"], NettraceSampleText.Lines(profile));
    }

    [Fact]
    public void An_exception_has_labels_for_its_type_message_and_activity()
    {
        var activity = new Guid("00112233-4455-6677-8899-aabbccddeeff");

        NettraceBytes payload = new NettraceBytes()
            .Utf16("System.FormatException").Utf16("no; really").Long(0).Int(0).Short(0).Short(9);
        var thrown = new NettraceFileEvent(9, 10, payload) { Thread = 7, Stack = 1, Activity = activity };

        Profile profile = Made(thrown).Read();

        Assert.Equal(
            [$"0xa1: 1 tid=7 type=System.FormatException message=no; really activity={activity} @10"],
            NettraceSampleText.Lines(profile));
    }

    [Fact]
    public void A_pause_of_the_garbage_collector_has_the_stack_that_triggered_it()
    {
        var context = new ConversionContext();

        Profile profile = Made(
            new NettraceFileEvent(13, 5, new NettraceBytes().Int(0).Short(9)) { Thread = 7, Stack = 1 },
            new NettraceFileEvent(10, 10, new NettraceBytes().Int(1).Int(3).Short(9)) { Thread = 7 },
            new NettraceFileEvent(12, 12, new NettraceBytes().Int(3).Int(2).Int(0).Int(0).Short(9)) { Thread = 7 },
            new NettraceFileEvent(11, 110) { Thread = 7 },
            new NettraceFileEvent(10, 200, new NettraceBytes().Int(0).Int(0).Short(9)) { Thread = 7 },
            new NettraceFileEvent(11, 290) { Thread = 7 }).Read(context, "gc");

        Assert.Equal(["0xa1: 1 100 tid=7 reason=gc generation=2 @10"], NettraceSampleText.Lines(profile));
        Assert.Equal("nettrace.no-rundown nettrace.other-pauses", NettraceSampleText.Warnings(context));
    }

    [Fact]
    public void Processor_samples_have_their_weight_and_switches_their_duration()
    {
        NettraceFileBuilder maker = new NettraceFileBuilder(6).Begin()
            .Declare((1, "Universal.Events", 5, "cpu", 0), (2, "Universal.Events", 3, "cswitch", 0))
            .Threads((3, new NettraceBytes().Byte(1).Utf8("worker").Byte(2).Varint(50).Byte(3).Varint(51)))
            .Stacks([0xa1], [0xb1])
            .Events(
                new NettraceFileEvent(1, 10, new NettraceBytes().Varint(1)) { Thread = 3, Stack = 1 },
                new NettraceFileEvent(2, 20, new NettraceBytes().Varint(777)) { Thread = 3, Stack = 2 },
                new NettraceFileEvent(1, 30, new NettraceBytes().Varint(3)) { Thread = 3, Stack = 1 })
            .End();

        Profile cpu = maker.Read();

        Assert.Equal(["samples/count", "cpu/nanoseconds"], Types(cpu));
        Assert.Equal(
            ["0xa1: 1 1000000 tid=51 thread=worker @10", "0xa1: 1 3000000 tid=51 thread=worker @30"],
            NettraceSampleText.Lines(cpu));
        Assert.Equal(1_000_000, cpu.Info.Period);
        Assert.Equal(["0xb1: 1 777 tid=51 thread=worker @20"], NettraceSampleText.Lines(maker.Read("offcpu")));
    }

    [Fact]
    public void The_runtimes_own_threads_are_named_by_the_events_that_they_write()
    {
        Profile profile = Made(
            new NettraceFileEvent(1, 100, new NettraceBytes().Int(2)) { Thread = 7, Stack = 1 },
            new NettraceFileEvent(1, 100, new NettraceBytes().Int(2)) { Thread = 8, Stack = 1 },
            new NettraceFileEvent(1, 100, new NettraceBytes().Int(2)) { Thread = 9, Stack = 1 },
            new NettraceFileEvent(1, 100, new NettraceBytes().Int(2)) { Thread = 10, Stack = 1 },
            new NettraceFileEvent(17, 200, new NettraceBytes().Short(9)) { Thread = 7 },
            new NettraceFileEvent(18, 200) { Thread = 8 },
            new NettraceFileEvent(19, 200) { Thread = 9 }).Read();

        Assert.Equal(
            [
                "0xa1: 1 0 tid=10 state=managed @100",
                "0xa1: 1 0 tid=7 thread=.NET Finalizer state=managed @100",
                "0xa1: 1 0 tid=8 thread=.NET TP Worker state=managed @100",
                "0xa1: 1 0 tid=9 thread=.NET Tiered Compilation Worker state=managed @100",
            ],
            NettraceSampleText.Lines(profile).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Without_a_request_the_first_profile_with_events_is_read_and_a_note_names_the_others()
    {
        var context = new ConversionContext();

        Profile profile = Made(
            new NettraceFileEvent(3, 100) { Thread = 7, Stack = 1 },
            new NettraceFileEvent(4, 200) { Thread = 7 },
            new NettraceFileEvent(1, 300, new NettraceBytes().Int(2)) { Thread = 7, Stack = 1 },
            new NettraceFileEvent(3, 400) { Thread = 7, Stack = 1 },
            new NettraceFileEvent(4, 500) { Thread = 7 }).Read(context);

        Assert.Equal(["0xa1: 1 0 tid=7 state=managed @300"], NettraceSampleText.Lines(profile));
        Assert.Equal(
            "test: the profile thread-time (1 event) was read, which is wall-clock time, whether threads ran or waited;"
            + " the trace also has lock (2 events); choose with --profile",
            Message(context, "nettrace.profile"));
    }

    [Fact]
    public void A_requested_profile_without_events_is_empty_with_a_warning()
    {
        var context = new ConversionContext();

        Profile profile = Made(new NettraceFileEvent(5, 100) { Thread = 7 }).Read(context, "gc");

        Assert.Empty(NettraceSampleText.Lines(profile));
        Assert.Equal("test: the trace has no events of the profile 'gc'", Message(context, "nettrace.empty-profile"));
    }

    [Fact]
    public void The_request_all_reads_the_profiles_with_events()
    {
        Profile profile = Made(
            new NettraceFileEvent(5, 100) { Thread = 7, Stack = 1 },
            new NettraceFileEvent(6, 350) { Thread = 7 },
            new NettraceFileEvent(3, 400) { Thread = 7, Stack = 1 },
            new NettraceFileEvent(4, 500) { Thread = 7 }).Read("all");

        Assert.Equal(["contentions/count", "delay/nanoseconds", "waits/count", "wait/nanoseconds"], Types(profile));
        Assert.Equal(["0xa1: 0 0 1 250 tid=7 @100", "0xa1: 1 100 0 0 tid=7 @400"], NettraceSampleText.Lines(profile));
    }

    [Fact]
    public void The_profile_events_counts_every_event_by_its_name()
    {
        Profile profile = Made(
            new NettraceFileEvent(20, 10) { Thread = 7, Stack = 1 },
            new NettraceFileEvent(5, 20) { Thread = 7 }).Read("events");

        Assert.Equal(
            ["0xa1: 1 tid=7 event=Shop/Sold @10", $": 1 tid=7 event={Runtime}/301 @20"],
            NettraceSampleText.Lines(profile));
    }

    [Fact]
    public void A_trace_without_events_of_any_profile_is_a_warning_with_advice()
    {
        var context = new ConversionContext();

        Profile profile = Made(new NettraceFileEvent(20, 10) { Thread = 7, Stack = 1 }).Read(context);

        Assert.Equal(["samples/count"], Types(profile));
        Assert.Equal(
            "test: the trace has no events of any profile; --profile events counts those it has",
            Message(context, "nettrace.empty-profile"));
    }

    [Fact]
    public void An_unknown_profile_is_an_error_that_lists_the_known_ones()
    {
        var options = FormatOptions.Parse(["profile=cpu,heap"], DotNetTraceOptions.Declared);

        var error = Assert.Throws<FormatException>(() => DotNetTraceOptions.From(options));

        Assert.Equal(
            "option 'profile': expected cpu, thread-time, alloc, lock, wait, exception, gc, offcpu, events or all,"
            + " found 'heap'",
            error.Message);
    }

    private static NettraceFileBuilder Made(params NettraceFileEvent[] events) => new NettraceFileBuilder(5).Begin()
        .Declare(
            (1, "Microsoft-DotNETCore-SampleProfiler", 0, "", 0),
            (3, Runtime, 81, "", 2),
            (4, Runtime, 91, "", 1),
            (5, Runtime, 301, "", 0),
            (6, Runtime, 302, "", 0),
            (7, Runtime, 10, "", 4),
            (8, Runtime, 303, "", 0),
            (9, Runtime, 80, "", 1),
            (10, Runtime, 9, "", 1),
            (11, Runtime, 3, "", 1),
            (12, Runtime, 1, "", 2),
            (13, Runtime, 35, "", 0),
            (14, Runtime, 20, "", 0),
            (15, Runtime, 15, "", 0),
            (16, "Microsoft-DotNETCore-EventPipe", 1, "ProcessInfo", 1),
            (17, Runtime, 14, "", 1),
            (18, Runtime, 57, "", 0),
            (19, Runtime, 283, "", 0),
            (20, "Shop", 1, "Sold", 0))
        .Stacks([0xa1], [0xb1])
        .Events(events)
        .End();

    private static NettraceBytes AllocationSum(long type, int objects, long bytes) =>
        new NettraceBytes().Long(0xdead).Long(type).Int(objects).Long(bytes).Short(9);

    private static IEnumerable<string> Types(Profile profile) => profile.SampleTypes.Select(t => $"{t.Name}/{t.Unit}");

    private static string Message(ConversionContext context, string id)
    {
        Diagnostic kept = Assert.Single(context.Diagnostics.Kept, d => d.Id == id);
        return $"{kept.Position}: {kept.Message}";
    }
}
