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
    public void A_profile_counts_its_events(string profile, string type, long count)
    {
        Profile read = Read("everything", out ConversionContext context, profile);

        Assert.Equal(type, read.SampleTypes[0].Name);
        Assert.Equal(count, Sum(read, 0));
        Assert.Equal(profile == "gc" ? ["etlx.other-pauses"] : [], context.Diagnostics.Counts.Keys);
    }

    [Fact]
    public void All_profiles_stand_side_by_side()
    {
        Profile read = Read("everything", out _, "all");

        Assert.Equal(
            [
                "samples", "thread-time", "alloc_events", "alloc_objects", "alloc_space", "contentions", "delay", "waits",
                "wait", "exceptions", "pauses", "pause",
            ],
            read.SampleTypes.Select(t => t.Name));
        Assert.Equal("thread-time", read.Info.DefaultSampleType);
    }

    [Fact]
    public void Without_a_wish_the_profile_is_told()
    {
        Read("everything", out ConversionContext context);

        Diagnostic told = Assert.Single(context.Diagnostics.Kept);
        Assert.Equal("etlx.profile", told.Id);
        Assert.Contains(
            "read as the profile thread-time (879 events), which is time on the clock: where threads were, whether they ran or"
                + " waited; the trace also has alloc (313 events), lock (16 events), wait (58 events), exception (30 events),"
                + " gc (14 events): --profile chooses",
            told.ToString());
    }

    [Fact]
    public void A_profile_that_is_not_there_is_told()
    {
        Profile read = Read("locks", out ConversionContext context, "cpu", "lock");

        Assert.Equal(["samples", "cpu", "contentions", "delay"], read.SampleTypes.Select(t => t.Name));
        Assert.Equal(40, Sum(read, 2));
        Assert.Contains("has no events of the profile 'cpu'", Assert.Single(context.Diagnostics.Kept).ToString());
    }

    // Three threads want two locks for 300 ms: nobody can wait for longer than that.
    [Fact]
    public void Contention_lasts_as_long_as_the_locks_are_held()
    {
        Profile read = Read("locks", out _);

        Assert.InRange(Sum(read, 1), 100_000_000, 3 * 400_000_000L);
        Assert.Contains(Names(read), n => n.EndsWith("Locks.HoldMonitor()", StringComparison.Ordinal));
        Assert.Contains(Names(read), n => n.EndsWith("Locks.HoldLock()", StringComparison.Ordinal));
    }

    [Fact]
    public void A_pause_is_of_the_thread_that_wanted_it()
    {
        Profile read = Read("everything", out _, "gc");

        Assert.Contains(Names(read), n => n.Contains("Example.Events.Collections.Collect", StringComparison.Ordinal));
    }

    [Fact]
    public void A_pause_says_why_and_which_generation()
    {
        Profile read = Read("everything", out _, "gc");

        string[] keys = [.. Labels(read).Select(label => label.Split('=')[0]).Distinct().Order(StringComparer.Ordinal)];
        Assert.Equal(["generation", "pid", "process", "reason", "tid", "tier"], keys);
        Assert.Equal(
            ["generation=0", "generation=1", "generation=2"],
            Labels(read).Where(l => l.StartsWith("gen", StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Names_are_spelled_as_in_CSharp_and_the_runtimes_spelling_is_kept()
    {
        Profile read = Read("threads", out _);

        Assert.Contains("Example.Events.Threads.Box<int>.Fill(int, int)", Names(read));
        Assert.Contains("Example.Events.Threads+Box`1[System.Int32].Fill(!0,int32)", Names(read, f => f.SystemName));
        Assert.Contains("tier=quick", Labels(read));
    }

    [Fact]
    public void Every_event_counts_by_its_name()
    {
        Profile read = Read("locks", out ConversionContext context, "events");

        Assert.Equal("events", Assert.Single(read.SampleTypes).Name);
        Assert.Contains("event=Microsoft-Windows-DotNETRuntime/Contention/Start", Labels(read));
        Assert.Equal(0, context.Diagnostics.WarningCount);
    }

    [Fact]
    public void The_program_and_its_command_line_are_told()
    {
        Profile read = Read("everything", out _);

        Assert.Contains("process=Events", Labels(read));
        Assert.Equal("command line: /usr/share/dotnet/dotnet /src/bin/Events.dll everything", read.Info.Comments[0]);
    }

    [Fact]
    public void Thread_time_of_a_thread_is_no_longer_than_the_recording()
    {
        Profile read = Read("threads", out _);

        Assert.Equal(619, Sum(read, 0));
        Assert.All(TimeByThread(read).Values, time => Assert.InRange(time, 1, read.Info.DurationNanoseconds));
    }

    [Fact]
    public void An_unknown_profile_is_an_error_that_lists_the_known()
    {
        FormatOptions options = FormatOptions.Parse(["profile=heap"], DotNetTraceOptions.Declared);

        FormatException error = Assert.Throws<FormatException>(() => DotNetTraceOptions.From(options));

        Assert.Equal(
            "option 'profile': expected cpu, thread-time, alloc, lock, wait, exception, gc, offcpu, events or all, found 'heap'",
            error.Message);
    }

    [Fact]
    public void A_trace_of_windows_is_recognised_and_asks_for_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows reads it: there is no such error");
        byte[] head = new byte[256];
        new byte[] { 2, 0, 2, 0xc0 }.CopyTo(head, 0x48);
        using var input = ProfileInput.FromStream(new MemoryStream(head), "trace.etl");

        ProfileFormat? format = BuiltInFormats.All.Detect(input).Format;
        var error = Assert.Throws<ProfileFormatException>(() => new EtlxReader().Read(input, new ConversionContext()));

        Assert.Equal("etlx", format?.Name);
        Assert.Equal(
            "trace.etl: expected Windows, which reads ETL files, found another system; there PerfView makes an .etlx of it",
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
