using Refold.Formats.PerfScript;
using Refold.Testing;
using Xunit;

namespace Refold.Formats.Tests.PerfScript;

/// <summary>Events, their periods and the values of samples.</summary>
public sealed class PerfScriptEventTests
{
    private const string TwoEvents = """
        app     1 5.000000:         10 cpu-clock: 
        	1 a (/bin/app)

        app     1 5.000001:          3    faults: 
        	1 a (/bin/app)

        app     1 5.000002:         20 cpu-clock: 
        	2 b (/bin/app)


        """;

    [Fact]
    public void Each_event_has_its_own_column_and_its_own_periods()
    {
        Profile profile = PerfScriptSample.Read(TwoEvents);

        Assert.Equal(
            ["samples/count", "cpu-clock/nanoseconds", "faults/count"], profile.SampleTypes.Select(t => $"{t}"));
        Assert.Equal([3, 30, 3], ColumnSums.Of(profile));
        Assert.Equal(
            "tid=1 comm=\"app\" time=5000001000 cpu-clock/nanoseconds=0 faults/count=3",
            PerfScriptSample.Facts(profile, 1));
    }

    [Fact]
    public void The_first_event_is_the_default_sample_type() =>
        Assert.Equal(1, PerfScriptSample.Read(TwoEvents).DefaultSampleType);

    [Theory]
    [InlineData("cpu-clock", 2)]
    [InlineData("faults", 1)]
    public void A_single_event_may_be_requested(string name, int samples)
    {
        Profile profile = new PerfScriptReader(new PerfScriptOptions { Event = name }).Read(TwoEvents);

        Assert.Equal(samples, profile.Samples.Count);
        Assert.Equal(["samples", name], profile.SampleTypes.Select(t => t.Name));
    }

    [Fact]
    public void Requesting_a_missing_event_is_an_error()
    {
        var reader = new PerfScriptReader(new PerfScriptOptions { Event = "cycles" });

        var error = Assert.Throws<ProfileFormatException>(() => reader.Read(TwoEvents));

        Assert.Equal("test: expected records of event 'cycles', found only cpu-clock, faults", error.Message);
    }

    [Fact]
    public void Without_periods_each_record_counts_one()
    {
        const string Record = "app 1 5.000000: cycles: \n\t1 a (/bin/app)\n\n";

        Profile profile = PerfScriptSample.Read(Record + Record);

        Assert.Equal([2, 2], ColumnSums.Of(profile));
    }

    [Fact]
    public void Delta_times_are_summed()
    {
        const string Text =
            "app 1 0.000001: 10 cpu-clock: \n\t1 a (/b)\n\napp 1 0.000005: 10 cpu-clock: \n\t1 a (/b)\n\n";

        Profile profile = new PerfScriptReader(new PerfScriptOptions { HasDeltaTimes = true }).Read(Text);

        Assert.Equal(5_000, profile.Samples[1].Time - profile.Samples[0].Time);
    }

    [Fact]
    public void Equal_samples_are_merged_if_times_are_not_requested()
    {
        var context = new ConversionContext { Request = new ReadRequest { Facts = ProfileFacts.SampleTypes } };

        Profile profile = PerfScriptSample.Read(string.Concat(Enumerable.Repeat(TwoEvents, 50)), context);

        Assert.Equal(2, profile.Samples.Count);
        Assert.Equal([150, 1500, 150], ColumnSums.Of(profile));
    }
}
