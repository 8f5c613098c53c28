using Refold.Formats.DotNet;
using Refold.Formats.Etlx;
using Refold.Testing;
using Xunit;

namespace Refold.Formats.Tests.Etlx;

public sealed class EtlxTests
{
    [Theory]
    [InlineData("thread-time", "samples", 879)]
    [InlineData("alloc", "alloc_events", 313)]
    [InlineData("lock", "contentions", 16)]
    [InlineData("wait", "waits", 58)]
    [InlineData("exception", "exceptions", 30)]
    [InlineData("gc", "pauses", 14)]
    public void A_requested_profile_counts_its_events(string profile, string type, long count)
    {
        Profile read = Read("everything", out ConversionContext context, profile);

        Assert.Equal(type, read.SampleTypes[0].Name);
        Assert.Equal(count, Sum(read, 0));
        Assert.Equal(profile == "gc" ? ["etlx.other-pauses"] : [], context.Diagnostics.Counts.Keys);
    }

    [Fact]
    public void All_profiles_become_the_sample_types_of_one()
    {
        Profile read = Read("everything", out _, "all");

        Assert.Equal(
            [
                "samples", "thread-time", "alloc_events", "alloc_objects", "alloc_space", "contentions", "delay",
                "waits", "wait", "exceptions", "pauses", "pause",
            ],
            read.SampleTypes.Select(t => t.Name));
        Assert.Equal("thread-time", read.Info.DefaultSampleType);
    }

    [Fact]
    public void Without_a_request_a_note_names_the_default_profile_and_the_others()
    {
        Read("everything", out ConversionContext context);

        Diagnostic note = Assert.Single(context.Diagnostics.Kept);
        Assert.Equal("etlx.profile", note.Id);
        Assert.Contains(
            "the profile thread-time (879 events) was read, which is wall-clock time, whether threads ran or waited;"
                + " the trace also has alloc (313 events), lock (16 events), wait (58 events), exception (30 events),"
                + " gc (14 events); choose with --profile",
            note.ToString());
    }

    [Fact]
    public void A_requested_profile_without_events_is_empty_with_a_warning()
    {
        Profile read = Read("locks", out ConversionContext context, "cpu", "lock");

        Assert.Equal(["samples", "cpu", "contentions", "delay"], read.SampleTypes.Select(t => t.Name));
        Assert.Equal(40, Sum(read, 2));
        Assert.Contains("has no events of the profile 'cpu'", Assert.Single(context.Diagnostics.Kept).ToString());
    }

    // Three threads contend for two locks during 300 ms, so that none can wait for longer.
    [Fact]
    public void The_delays_of_contention_are_within_the_time_that_the_locks_are_held()
    {
        Profile read = Read("locks", out _);

        Assert.InRange(Sum(read, 1), 100_000_000, 3 * 400_000_000L);
        Assert.Contains(Names(read), n => n.EndsWith("Locks.HoldMonitor()", StringComparison.Ordinal));
        Assert.Contains(Names(read), n => n.EndsWith("Locks.HoldLock()", StringComparison.Ordinal));
    }

    [Fact]
    public void A_pause_has_the_stack_that_triggered_the_collection()
    {
        Profile read = Read("everything", out _, "gc");

        Assert.Contains(Names(read), n => n.Contains("Example.Events.Collections.Collect", StringComparison.Ordinal));
    }

    [Fact]
    public void A_pause_has_labels_for_its_reason_and_generation()
    {
        Profile read = Read("everything", out _, "gc");

        string[] keys = [.. Labels(read).Select(label => label.Split('=')[0]).Distinct().Order(StringComparer.Ordinal)];
        Assert.Equal(["generation", "pid", "process", "reason", "tid", "tier"], keys);
        IEnumerable<string> generations = Labels(read).Where(l => l.StartsWith("gen", StringComparison.Ordinal));
        Assert.Equal(
            ["generation=0", "generation=1", "generation=2"], generations.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Names_are_in_the_syntax_of_CSharp_and_system_names_in_that_of_the_runtime()
    {
        Profile read = Read("threads", out _);

        Assert.Contains("Example.Events.Threads.Box<int>.Fill(int, int)", Names(read));
        Assert.Contains("Example.Events.Threads+Box`1[System.Int32].Fill(!0,int32)", Names(read, f => f.SystemName));
        Assert.Contains("tier=quick", Labels(read));
    }

    [Fact]
    public void The_profile_events_counts_every_event_by_its_name()
    {
        Profile read = Read("locks", out ConversionContext context, "events");

        Assert.Equal("events", Assert.Single(read.SampleTypes).Name);
        Assert.Contains("event=Microsoft-Windows-DotNETRuntime/Contention/Start", Labels(read));
        Assert.Equal(0, context.Diagnostics.WarningCount);
    }

    [Fact]
    public void The_program_is_a_label_and_its_command_line_a_comment()
    {
        Profile read = Read("everything", out _);

        Assert.Contains("process=Events", Labels(read));
        Assert.Equal("command line: /usr/share/dotnet/dotnet /src/bin/Events.dll everything", read.Info.Comments[0]);
    }

    [Fact]
    public void The_thread_time_of_a_thread_is_not_longer_than_the_recording()
    {
        Profile read = Read("threads", out _);

        Assert.Equal(619, Sum(read, 0));
        Assert.All(TimeByThread(read).Values, time => Assert.InRange(time, 1, read.Info.DurationNanoseconds));
    }

    [Fact]
    public void A_trace_of_Windows_is_detected_and_is_an_error_on_other_systems()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "on Windows, traces of Windows are read");
        byte[] head = new byte[256];
        new byte[] { 2, 0, 2, 0xc0 }.CopyTo(head, 0x48);
        using var input = ProfileInput.FromStream(new MemoryStream(head), "trace.etl");

        ProfileFormat? format = BuiltInFormats.All.Detect(input).Format;
        var error = Assert.Throws<ProfileFormatException>(() => new EtlxReader().Read(input, new ConversionContext()));

        Assert.Equal("etlx", format?.Name);
        Assert.Equal(
            "trace.etl: ETL files can be read only on Windows; PerfView converts them to .etlx there",
            error.Message);
    }

    private static Profile Read(string name, out ConversionContext context, params string[] profiles)
    {
        context = new ConversionContext();
        return ProfileFile.Read(
            Repository.Path("corpus", "etlx", $"{name}.etlx.gz"),
            new EtlxReader(new DotNetTraceOptions { Profiles = profiles }),
            context);
    }

    private static long Sum(Profile profile, int type)
    {
        long sum = 0;
        foreach (Sample sample in profile.Samples)
        {
            sum += sample[type];
        }

        return sum;
    }

    private static List<string> Names(Profile profile, Func<Function, StringId>? part = null)
    {
        List<string> names = [];
        foreach (Sample sample in profile.Samples)
        {
            foreach (LocationId location in profile[sample.Stack])
            {
                foreach (Line line in profile[location].Lines)
                {
                    Function function = profile[line.Function];
                    names.Add(profile.Text(part is null ? function.Name : part(function)));
                }
            }
        }

        return names;
    }

    private static List<string> Labels(Profile profile)
    {
        List<string> labels = [];
        foreach (Sample sample in profile.Samples)
        {
            foreach (Label label in profile[sample.Labels])
            {
                string value = label.Kind == LabelKind.Text ? profile.Text(label.Text) : $"{label.Number}";
                labels.Add($"{profile.Text(label.Key)}={value}");
            }
        }

        return labels;
    }

    private static Dictionary<long, long> TimeByThread(Profile profile)
    {
        Dictionary<long, long> times = [];
        foreach (Sample sample in profile.Samples)
        {
            foreach (Label label in profile[sample.Labels])
            {
                if (profile.Text(label.Key) == WellKnownLabels.ThreadId)
                {
                    times[label.Number] = times.GetValueOrDefault(label.Number) + sample[1];
                }
            }
        }

        return times;
    }
}
