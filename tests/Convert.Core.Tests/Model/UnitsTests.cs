using Xunit;

namespace Refold.Core.Tests;

public sealed class UnitsTests
{
    [Theory]
    [InlineData("ms", "us", 1000)]
    [InlineData("Milliseconds", "ns", 1e6)]
    [InlineData("hours", "s", 3600)]
    [InlineData("kb", "bytes", 1024)]
    [InlineData("GB", "mb", 1024)]
    [InlineData("nanogcu", "gcu", 1e-9)]
    [InlineData("µs", "nanoseconds", 1000)]
    [InlineData("count", "count", 1)]
    public void Units_of_one_quantity_are_converted(string from, string to, double expected)
    {
        Assert.True(Units.TryRatio(from, to, out double ratio));
        Assert.Equal(expected, ratio, expected * 1e-12);
    }

    [Theory]
    [InlineData("ms", "bytes")]
    [InlineData("count", "counts")]
    [InlineData("", "ms")]
    [InlineData("s", "")]
    public void Units_of_different_quantities_are_not_converted(string from, string to) =>
        Assert.False(Units.TryRatio(from, to, out _));

    [Theory]
    [InlineData(0, "ms", "0")]
    [InlineData(1, "bytes", "1B")]
    [InlineData(1536, "bytes", "1.50kB")]
    [InlineData(1_500_000, "nanoseconds", "1.50ms")]
    [InlineData(-2048, "kb", "-2MB")]
    [InlineData(7200, "s", "2hrs")]
    [InlineData(12, "requests", "12")]
    [InlineData(long.MinValue, "ns", "-2562047.79hrs")]
    public void Values_are_shown_in_the_largest_unit_of_which_they_are_at_least_one(
        long value, string unit, string expected) =>
        Assert.Equal(expected, Units.Format(value, unit));
}
