using Refold.Testing;
using Xunit;

namespace Refold.Core.Tests;

public sealed class ProfileTests
{
    [Theory]
    [InlineData("", 2)]
    [InlineData("default \"a\"", 0)]
    [InlineData("default \"b\"", 1)]
    [InlineData("default \"c\"", 2)]
    public void The_default_sample_type_is_the_named_one_or_the_last(string line, int type)
    {
        Profile profile = Profiles.Parse($"refold profile 1\ntype a x\ntype b x\ntype b y\n{line}");

        Assert.Equal(type, profile.DefaultSampleType);
    }

    [Theory]
    [InlineData("", ProfileFacts.None)]
    [InlineData("type more count", ProfileFacts.SampleTypes)]
    [InlineData("default \"samples\"", ProfileFacts.None)]
    [InlineData("period 5", ProfileFacts.Info)]
    [InlineData("comment \"x\"", ProfileFacts.Info)]
    [InlineData("clock unix", ProfileFacts.Info)]
    [InlineData("labels 1: a=1", ProfileFacts.Labels)]
    [InlineData("sample 1 time 5", ProfileFacts.Times)]
    [InlineData("mapping 1 \"a\"", ProfileFacts.Mappings)]
    [InlineData("mapping 1 \"a\" from 0x1", ProfileFacts.Mappings | ProfileFacts.Addresses)]
    [InlineData("function 1 \"a\"", ProfileFacts.None)]
    [InlineData("function 1 \"a\" system \"a\"", ProfileFacts.None)]
    [InlineData("function 1 \"a\" system \"b\"", ProfileFacts.SystemNames)]
    [InlineData("function 1 \"a\" file \"b\"", ProfileFacts.Lines)]
    [InlineData("function 1 \"a\" line 1", ProfileFacts.Lines)]
    [InlineData("location 1 in 0:1", ProfileFacts.Lines)]
    [InlineData("location 1 in 0:0:1", ProfileFacts.Lines)]
    [InlineData("location 1 in 0 0", ProfileFacts.Inlining)]
    [InlineData("location 1\nstack 1: 1 1", ProfileFacts.Stacks)]
    [InlineData("location 1\nstack 1: 1", ProfileFacts.None)]
    [InlineData("location 1 at 0x1", ProfileFacts.Addresses)]
    [InlineData("location 1 folded", ProfileFacts.Addresses)]
    public void The_facts_of_a_profile_are_those_of_its_rows(string line, ProfileFacts facts) =>
        Assert.Equal(facts, Profiles.Parse($"refold profile 1\ntype samples count\n{line}").Facts);

    [Fact]
    public void Samples_are_enumerated_in_the_order_of_the_input()
    {
        Profile profile = Profiles.Parse(
            """
            refold profile 1
            type a x
            type b x
            function 1 "f"
            location 1 in 1
            stack 1: 1
            labels 1: k="v"
            sample 1 2 stack 1 labels 1 time 3
            sample -4 5
            """);
        List<string> seen = [];

        foreach (Sample sample in profile.Samples)
        {
            seen.Add($"{sample[0]} {sample[1]} {sample.Stack.Number} {sample.Labels.Number} {sample.Time}");
        }

        Assert.Equal(["1 2 1 1 3", "-4 5 0 0 "], seen);
        Assert.Equal(2, profile.Samples.Width);
        Assert.True(profile.Samples.HasTimes);
        Assert.Equal("a/x", profile.SampleTypes[0].ToString());
        Assert.Equal("f", profile.Text(profile[profile[profile[new StackId(1)][0]].Lines[0].Function].Name));
    }

    [Fact]
    public void The_smallest_time_is_no_time()
    {
        Profile profile = Profiles.Parse("refold profile 1\ntype a x\nsample 1 time -9223372036854775808");

        Assert.Null(profile.Samples[0].Time);
        Assert.False(profile.Samples.HasTimes);
    }
}
