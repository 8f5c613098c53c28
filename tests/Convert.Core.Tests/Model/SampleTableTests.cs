using Xunit;

namespace Refold.Core.Tests;

public sealed class SampleTableTests
{
    [Fact]
    public void A_sample_type_that_is_added_late_is_0_in_earlier_samples()
    {
        var builder = new ProfileBuilder(new SampleType("samples", "count"));
        builder.AddSample(default, [1]);
        int cpu = builder.AddSampleType(new SampleType("cpu", "nanoseconds"));
        builder.AddSample(default, [2, 30], time: 7);

        Profile profile = builder.Build();

        Assert.Equal(0, profile.Samples[0][cpu]);
        Assert.Equal(30, profile.Samples[1][cpu]);
        Assert.Null(profile.Samples[0].Time);
        Assert.Equal(7, profile.Samples[1].Time);
    }
}
