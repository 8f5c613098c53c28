using Xunit;

namespace Refold.Core.Tests;

/// <summary>The rules by which a sample type is found.</summary>
public sealed class SampleTypeSelectorTests
{
    private static readonly SampleType[] Types =
    [
        new("alloc_objects", "count"), new("space", "bytes"), new("inuse_objects", "count"), new("cycles:u", "count"),
        new("cpu_core/instructions/", "count"), new("sched:sched_switch", "count"), new("cpu", "nanoseconds"),
        new("cpu", "count"), new("1", "count"),
    ];

    [Theory]
    [InlineData("alloc_objects", 0)]
    [InlineData("inuse_space", 1)]
    [InlineData("objects", 2)]
    [InlineData("cycles", 3)]
    [InlineData("cycles:u", 3)]
    [InlineData("instructions", 4)]
    [InlineData("sched:sched_switch", 5)]
    [InlineData("cpu", 6)]
    [InlineData("cpu/count", 7)]
    [InlineData("1", 8)]
    [InlineData("0", 0)]
    [InlineData("7", 7)]
    [InlineData("9", -1)]
    [InlineData("-1", -1)]
    [InlineData("sched", -1)]
    [InlineData("cycle", -1)]
    [InlineData("", -1)]
    public void A_sample_type_is_found_by_name_event_or_index(string name, int expected) =>
        Assert.Equal(expected, SampleTypeSelector.Find(new ProfileBuilder(Types).Build(), name));
}
