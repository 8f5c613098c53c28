using Xunit;

namespace Refold.Formats.Tests.GoTrace;

/// <summary>Option compat: the numbers of Go's own tools, to the nanosecond.</summary>
public sealed class GoTraceCompatTests
{
    [Theory]
    [MemberData(nameof(GoTraceToolTotals.All), MemberType = typeof(GoTraceToolTotals))]
    public void Compat_reproduces_the_numbers_of_that_version_of_the_tool(
        string file, string compat, string kind, long contentions, long nanoseconds)
    {
        Profile profile = GoTraceSample.Read(file, $"profile={kind}", $"compat={compat}");

        Assert.Equal(["contentions/count", "delay/nanoseconds"], profile.SampleTypes.Select(t => $"{t}"));
        Assert.Equal(
            (contentions, nanoseconds), (GoTraceSample.Sum(profile, 0), GoTraceSample.Sum(profile, 1)));
    }

    [Fact]
    public void Only_the_tool_has_waits_without_a_stack()
    {
        Profile tool = GoTraceSample.Read("go1.27.trace.gz", "profile=sched", "compat=go1.26");
        Profile own = GoTraceSample.Read("go1.27.trace.gz", "profile=sched");

        Assert.Contains(GoTraceSample.Lines(tool), line => line.StartsWith(' '));
        Assert.DoesNotContain(GoTraceSample.Lines(own), line => line.StartsWith(' '));
    }

    [Fact]
    public void Compat_does_not_change_the_other_channels() =>
        Assert.Equal(
            GoTraceSample.Lines(GoTraceSample.Read("small.trace", "profile=offcpu,running")),
            GoTraceSample.Lines(GoTraceSample.Read("small.trace", "profile=offcpu,running", "compat=go1.25")));
}
