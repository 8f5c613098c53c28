using System.Diagnostics.Tracing;
using Microsoft.Diagnostics.NETCore.Client;
using Refold.Cli.Collect;
using Xunit;

namespace Refold.Cli.Tests.Collect;

/// <summary>The parts of recording that need no process.</summary>
public sealed class CollectPartTests
{
    // The keywords are compared as the bits of the runtime's manifest.
    [Theory]
    [InlineData(null, "thread-time", 0x20018L, EventLevel.Verbose, true)]
    [InlineData("thread-time", "thread-time", 0x20018L, EventLevel.Verbose, true)]
    [InlineData("alloc", "alloc", 0x800_0002_0019L, EventLevel.Verbose, false)]
    [InlineData("lock", "lock", 0x24018L, EventLevel.Verbose, false)]
    [InlineData("wait", "wait", 0x400_0002_0018L, EventLevel.Verbose, false)]
    [InlineData("exception", "exception", 0x28018L, EventLevel.Verbose, false)]
    [InlineData("gc", "gc", 0x20019L, EventLevel.Informational, false)]
    [InlineData("gc, lock,gc", "gc,lock", 0x24019L, EventLevel.Informational, false)]
    [InlineData("gc,alloc,cpu", "gc,alloc,thread-time", 0x800_0002_0019L, EventLevel.Verbose, true)]
    public void A_profile_requests_its_events_and_method_names(
        string? text, string names, long keywords, EventLevel level, bool samples)
    {
        var profiles = RecordedProfiles.Parse(text);

        EventPipeProvider[] providers = [.. profiles.Providers()];

        Assert.Equal(names, string.Join(',', profiles.List));
        Assert.Equal(new EventPipeProvider("Microsoft-Windows-DotNETRuntime", level, keywords), providers[0]);
        Assert.Equal(
            samples ? ["Microsoft-DotNETCore-SampleProfiler"] : Array.Empty<string>(),
            providers[1..].Select(p => p.Name));
    }

    [Theory]
    [InlineData("dotnet run", true)]
    [InlineData("/usr/bin/dotnet run -c Release", true)]
    [InlineData("dotnet app.cs", true)]
    [InlineData("dotnet exec /usr/share/dotnet/sdk/10.0.401/MSBuild.dll", true)]
    [InlineData("/usr/share/dotnet/dotnet /usr/share/dotnet/sdk/10.0.401/MSBuild.dll /nodemode:1", true)]
    [InlineData("dotnet", false)]
    [InlineData("dotnet app.dll run", false)]
    [InlineData("dotnet exec --depsfile a.json /sdk/app.dll", false)]
    [InlineData("./app run", false)]
    [InlineData("", false)]
    public void The_sdk_is_distinguished_from_programs(string line, bool isSdk) =>
        Assert.Equal(isSdk, ProcessFacts.IsSdk(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    [Theory]
    [InlineData("10s", 10_000)]
    [InlineData("1.5", 1_500)]
    [InlineData("500ms", 500)]
    [InlineData("1hr", 3_600_000)]
    public void A_duration_is_parsed(string text, int milliseconds)
    {
        bool isTime = TimeSpanText.TryDuration(text, out TimeSpan time);

        Assert.True(isTime);
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), time);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-1s")]
    [InlineData("10 kg")]
    public void An_invalid_duration_is_rejected(string text) => Assert.False(TimeSpanText.TryDuration(text, out _));

    [Theory]
    [InlineData(new byte[] { 0, 6, 1 }, 3, true)]
    [InlineData(new byte[] { 0, 6, 1 }, 1, true)]
    [InlineData(new byte[] { 0, 6 }, 1, false)]
    [InlineData(new byte[] { 1 }, 1, false)]
    [InlineData(new byte[0], 1, false)]
    public void A_recording_without_end_tags_is_incomplete(byte[] bytes, int pieces, bool isWhole)
    {
        using var events = new EventStream(new MemoryStream(bytes));

        byte[] buffer = new byte[pieces];
        while (events.Read(buffer) > 0)
        {
        }

        Assert.Equal(isWhole, events.IsWhole);
        Assert.Equal(bytes.Length, events.BytesRead);
    }
}
