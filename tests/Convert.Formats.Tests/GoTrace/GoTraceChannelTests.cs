using Refold.Formats.GoTrace;
using Xunit;

namespace Refold.Formats.Tests.GoTrace;

/// <summary>The channels of a trace, and the options that select them.</summary>
public sealed class GoTraceChannelTests
{
    [Theory]
    [InlineData("small-cpu.trace", "no profile requested: reading CPU samples; --profile selects others")]
    [InlineData(
        "small.trace", "no profile requested and no CPU samples: reading running time; --profile selects others")]
    public void Without_a_request_a_note_names_the_default_channel(string file, string message)
    {
        var context = new ConversionContext();

        GoTraceSample.Read(file, context);

        Assert.Equal($"test: {message} [go-trace.profile]", $"{Assert.Single(context.Diagnostics.Kept)}");
    }

    [Fact]
    public void Requesting_missing_CPU_samples_gives_an_empty_profile_and_a_warning()
    {
        var context = new ConversionContext();

        Profile profile = GoTraceSample.Read("small.trace", context, "profile=cpu");

        Assert.Empty(profile.Samples);
        Assert.Equal(["go-trace.no-cpu-samples"], context.Diagnostics.Counts.Keys);
    }

    [Fact]
    public void Several_channels_become_several_sample_types_in_the_requested_order()
    {
        Profile profile = GoTraceSample.Read("small-cpu.trace", "profile=sync,net,cpu,create");

        Assert.Equal(
            [
                "sync-contentions/count", "sync-delay/nanoseconds", "net-contentions/count", "net-delay/nanoseconds",
                "samples/count", "cpu/nanoseconds", "goroutines/count",
            ],
            profile.SampleTypes.Select(t => $"{t}"));
        Assert.Equal("sync-delay", profile.SampleTypes[profile.DefaultSampleType].Name);
    }

    [Fact]
    public void Several_channels_have_the_sums_of_each_alone()
    {
        Profile both = GoTraceSample.Read("go1.27.trace.gz", "profile=sync,cpu");

        Assert.Equal(
            GoTraceSample.Sum(GoTraceSample.Read("go1.27.trace.gz", "profile=sync"), 1), GoTraceSample.Sum(both, 1));
        Assert.Equal(
            GoTraceSample.Sum(GoTraceSample.Read("go1.27.trace.gz", "profile=cpu"), 1), GoTraceSample.Sum(both, 3));
    }

    [Fact]
    public void The_rate_sets_the_period_of_CPU_samples()
    {
        Profile profile = GoTraceSample.Read("small-cpu.trace", "profile=cpu", "rate=500");

        Assert.Equal((5, 10_000_000), (GoTraceSample.Sum(profile, 0), GoTraceSample.Sum(profile, 1)));
        Assert.Equal(2_000_000, profile.Info.Period);
    }

    [Fact]
    public void CPU_samples_are_labelled_with_region_task_and_entry()
    {
        Profile profile = GoTraceSample.Read("small-cpu.trace", "profile=cpu");

        Assert.Equal(
            ["[compute, 30000000]", "[more, 20000000]"],
            GoTraceSample.SumsBy(profile, "region").Select(s => $"{s}"));
        Assert.Equal(["[request, 50000000]"], GoTraceSample.SumsBy(profile, "task").Select(s => $"{s}"));
        Assert.Equal(["[main.work.func1.1, 50000000]"], GoTraceSample.SumsBy(profile, "entry").Select(s => $"{s}"));
    }

    // The program computes for 30 ms in region "compute" and for 20 ms in region "more".
    [Fact]
    public void Running_time_matches_the_computing_time_of_the_program()
    {
        Profile profile = GoTraceSample.Read("small.trace", "profile=running");

        SortedDictionary<string, long> regions = GoTraceSample.SumsBy(profile, "region");

        Assert.InRange(regions["compute"], 29_000_000, 31_000_000);
        Assert.InRange(regions["more"], 19_000_000, 21_000_000);
    }

    [Theory]
    [InlineData("small.trace")]
    [InlineData("small-cpu.trace")]
    [InlineData("go1.21.trace.gz")]
    public void Wall_time_includes_running_and_waiting_time(string file)
    {
        string[] system = ["system=true"];
        Profile wall = GoTraceSample.Read(file, ["profile=wall", .. system]);

        SortedDictionary<string, long> states = GoTraceSample.SumsBy(wall, "state");

        Assert.Equal(GoTraceSample.Sum(GoTraceSample.Read(file, ["profile=running", .. system]), 1), states["running"]);
        Assert.Equal(GoTraceSample.Sum(GoTraceSample.Read(file, ["profile=offcpu", .. system]), 1), states["waiting"]);
        Assert.Equal(["runnable", "running", "syscall", "waiting"], states.Keys);
    }

    [Theory]
    [InlineData("go1.19.trace.gz")]
    [InlineData("go1.24.trace.gz")]
    public void Each_part_of_a_goroutines_wall_time_begins_when_the_previous_one_ends(string file)
    {
        Profile profile = GoTraceSample.Read(file, "profile=wall");

        int shares = 0;
        foreach (IGrouping<string?, Sample> goroutine in profile.Samples.GroupBy(s => s.Label("goroutine")))
        {
            Sample[] parts = [.. goroutine.OrderBy(s => s.Time)];
            shares += parts.Count(s => s[0] == 0);
            foreach ((Sample part, Sample next) in parts.Zip(parts.Skip(1)))
            {
                Assert.InRange(part.Time!.Value + part[1], long.MinValue, next.Time!.Value);
            }
        }

        Assert.InRange(shares, 1, profile.Samples.Count);
    }

    [Fact]
    public void Waits_are_labelled_with_their_reason()
    {
        Profile profile = GoTraceSample.Read("small.trace", "profile=offcpu");

        SortedDictionary<string, long> reasons = GoTraceSample.SumsBy(profile, "reason");

        Assert.Contains("chan receive", reasons.Keys);
        Assert.InRange(reasons["sleep"], 2_000_000, 20_000_000);
    }

    [Fact]
    public void Sync_and_net_are_parts_of_offcpu()
    {
        long sync = GoTraceSample.Sum(GoTraceSample.Read("go1.27.trace.gz", "profile=sync"), 1);
        SortedDictionary<string, long> reasons =
            GoTraceSample.SumsBy(GoTraceSample.Read("go1.27.trace.gz", "profile=offcpu"), "reason");

        string[] syncReasons = ["chan receive", "chan send", "select", "sync", "sync.(*Cond).Wait"];

        Assert.Equal(sync, syncReasons.Sum(r => reasons[r]));
    }

    [Fact]
    public void Waits_of_the_runtime_count_only_with_option_system()
    {
        Profile without = GoTraceSample.Read("small.trace", "profile=offcpu");
        Profile with = GoTraceSample.Read("small.trace", "profile=offcpu", "system=true");

        Assert.DoesNotContain(GoTraceSample.SumsBy(without, "entry").Keys, IsRuntime);
        Assert.Contains(GoTraceSample.SumsBy(with, "entry").Keys, IsRuntime);
    }

    [Fact]
    public void Created_goroutines_are_counted_by_the_stack_of_their_creator()
    {
        Profile profile = GoTraceSample.Read("small.trace", "profile=create");

        Assert.Contains("main.main;main.work;main.work.func1 1", GoTraceSample.Lines(profile));
        Assert.Contains("[main.work.func1.1, 5]", GoTraceSample.SumsBy(profile, "created").Select(s => $"{s}"));
    }

    [Fact]
    public void Stops_of_the_world_are_labelled_with_their_reason()
    {
        Profile profile = GoTraceSample.Read("small.trace", "profile=stw");

        Assert.Equal(
            ["GC mark termination", "GC sweep termination", "start trace"],
            GoTraceSample.SumsBy(profile, "reason").Keys);
    }

    [Fact]
    public void Times_are_Unix_times_since_Go_1_25()
    {
        Profile old = GoTraceSample.Read("go1.24.trace.gz", "profile=cpu");
        Profile recent = GoTraceSample.Read("small-cpu.trace", "profile=cpu");

        Assert.Equal((ProfileClock.RecordingStart, 0), (old.Info.Clock, old.Info.StartUnixNanoseconds));
        Assert.Equal(ProfileClock.UnixEpoch, recent.Info.Clock);
        Assert.Equal(2026, DateTimeOffset.FromUnixTimeMilliseconds(recent.Info.StartUnixNanoseconds / 1_000_000).Year);
        Assert.InRange(recent.Samples[0].Time!.Value, recent.Info.StartUnixNanoseconds, long.MaxValue);
    }

    [Theory]
    [InlineData(
        "profile=heap",
        "option 'profile': expected cpu, net, sync, syscall, sched, offcpu, running, wall, gc-assist, stw, create, "
        + "found 'heap'")]
    [InlineData("compat=go1.20", "option 'compat': expected go1.21, go1.25, go1.26, found 'go1.20'")]
    [InlineData("rate=0", "option 'rate': expected 1 to 1000000, found '0'")]
    public void An_invalid_option_is_rejected(string option, string message)
    {
        FormatException error = Assert.Throws<FormatException>(
            () => GoTraceOptions.From(FormatOptions.Parse([option], GoTraceOptions.Declared)));

        Assert.Equal(message, error.Message);
    }

    private static bool IsRuntime(string entry) => entry.StartsWith("runtime.", StringComparison.Ordinal);
}
