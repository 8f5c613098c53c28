using Refold.Testing;
using Xunit;

namespace Refold.Core.Tests;

/// <summary>Profiles that are built by names.</summary>
public sealed class NamedSampleTests
{
    [Fact]
    public void A_stack_of_names_is_root_first()
    {
        var builder = new ProfileBuilder("cpu/nanoseconds");

        builder.AddSample(["main", "work"], 10, ("thread", "worker-1"));

        Profile profile = builder.Build();
        Assert.Equal(["work", "main"], profile.Samples[0].Frames.Select(f => f.Name));
        Assert.Equal(10, profile.Samples[0].Value);
        Assert.Equal("worker-1", profile.Samples[0].Label("thread"));
        Assert.Equal([new SampleType("cpu", "nanoseconds")], profile.SampleTypes);
    }

    [Fact]
    public void Names_and_ids_build_equal_profiles()
    {
        var named = new ProfileBuilder("samples/count", "cpu/nanoseconds");
        named.AddSample(["main", "work"], [1, 10], ("thread", "a"), ("comm", "b"));
        named.AddSample([], [2, 20]);

        var numbered = new ProfileBuilder(new SampleType("samples", "count"), new SampleType("cpu", "nanoseconds"));
        LocationId main = numbered.AddLocation(numbered.AddFunction("main"));
        LocationId work = numbered.AddLocation(numbered.AddFunction("work"));
        LabelSetId labels = numbered.AddLabels(("thread", "a"), ("comm", "b"));
        numbered.AddSample(numbered.AddStack([work, main]), [1, 10], labels);
        numbered.AddSample(default, [2, 20]);

        ProfileAssert.Equal(numbered.Build(), named.Build(), ProfileFacts.All);
    }

    [Fact]
    public void A_single_value_is_rejected_if_there_are_several_sample_types() =>
        Assert.Throws<ArgumentException>(() => new ProfileBuilder("a/x", "b/x").AddSample(["main"], 1));
}
