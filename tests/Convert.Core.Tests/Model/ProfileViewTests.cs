using Refold.Aggregation;
using Refold.Testing;
using Xunit;

namespace Refold.Core.Tests;

/// <summary>Tests of the views of a profile: samples, frames and functions as text.</summary>
public sealed class ProfileViewTests
{
    private static readonly Profile Example = Profiles.Parse(
        """
        refold profile 1
        type samples count
        type cpu ns
        default "samples"
        mapping 1 "/usr/lib/libc.so.6 (deleted)"
        function 1 "main" file "main.c" line 3
        function 2 "copy"
        function 3 "" system "_Z4workv"
        location 1 in 1:12:5
        location 2 in 2:7 3
        location 3 mapping 1 at 0x7f42
        stack 1: 3 2 1
        stack 2: 1
        labels 1: "thread"="worker" "thread"="second" "cpu"=3
        labels 2: "thread"="main"
        sample 1 100 stack 1 labels 1
        sample 2 50 stack 2 labels 2
        sample 4 25
        """);

    [Fact]
    public void The_value_of_a_sample_is_that_of_the_default_sample_type()
    {
        Assert.Equal([1, 2, 4], Example.Samples.Select(s => s.Value));
        Assert.Equal(7, Example.Samples.Sum(s => s.Value));
    }

    [Fact]
    public void The_frames_of_a_sample_are_leaf_first_with_inlined_functions_before_their_callers() =>
        Assert.Equal(
            ["[libc.so.6] :0", "copy :7", "_Z4workv :0", "main main.c:12"],
            Example.Samples[0].Frames.Select(f => $"{f.Name} {f.File}:{f.Line}"));

    [Fact]
    public void A_sample_without_stack_has_no_frames() => Assert.Empty(Example.Samples[2].Frames);

    [Fact]
    public void Enumeration_count_and_indexer_of_frames_agree()
    {
        FrameList frames = Example.Frames(new StackId(1));
        List<Frame> walked = [];

        foreach (Frame frame in frames)
        {
            walked.Add(frame);
        }

        Assert.Equal(4, frames.Count);
        Assert.Equal(walked, Enumerable.Range(0, frames.Count).Select(i => frames[i]));
        Assert.Throws<ArgumentOutOfRangeException>(() => frames[4]);
        Assert.Throws<ArgumentOutOfRangeException>(() => frames[-1]);
    }

    [Fact]
    public void A_frame_has_the_facts_of_its_function_location_and_mapping()
    {
        Frame[] frames = [.. Example.Samples[0].Frames];

        Assert.Equal([null, "copy", "_Z4workv", "main"], frames.Select(f => f.Function?.Name));
        Assert.Equal([false, true, false, false], frames.Select(f => f.IsInlined));
        Assert.Equal(["/usr/lib/libc.so.6 (deleted)", "", "", ""], frames.Select(f => f.Binary));
        Assert.Equal([0x7f42UL, 0, 0, 0], frames.Select(f => f.Address));
        Assert.Equal([0L, 0, 0, 5], frames.Select(f => f.Column));
        Assert.Equal([3, 2, 2, 1], frames.Select(f => f.LocationId.Number));
    }

    [Fact]
    public void Names_of_functions_and_locations_follow_one_rule()
    {
        Assert.Equal("_Z4workv", Example.NameOf(new FunctionId(3)));
        Assert.Equal("copy", Example.NameOf(new LocationId(2)));
        Assert.Equal("[libc.so.6]", Example.NameOf(new LocationId(3)));
        Assert.Equal("[unknown]", Example.NameOf(default(FunctionId)));
    }

    [Fact]
    public void A_label_is_found_by_its_key_and_the_first_of_several_counts()
    {
        Assert.Equal(["worker", "main", null], Example.Samples.Select(s => s.Label("thread")));
        Assert.Equal("3", Example.Samples[0].Label("cpu"));
        Assert.Equal(3, Example.Samples[0].LabelNumber("cpu"));
        Assert.Null(Example.Samples[0].LabelNumber("thread"));
        Assert.Null(Example.Samples[0].Label("absent"));
    }

    [Fact]
    public void Samples_are_grouped_by_label() =>
        Assert.Equal(
            ["worker 1", "main 2", " 4"],
            Example.Samples.GroupBy(s => s.Label("thread")).Select(g => $"{g.Key} {g.Sum(s => s.Value)}"));

    [Fact]
    public void The_functions_of_a_profile_are_listed_by_id()
    {
        Assert.Equal(["main", "copy", "_Z4workv"], Example.Functions.Select(f => f.Name));
        Assert.Equal("main.c 3", $"{Example.Functions[0].File} {Example.Functions[0].StartLine}");
        Assert.Equal("_Z4workv", Example.Functions[2].SystemName);
        Assert.Equal(Example.FunctionCount, Example.Functions.Count);
        Assert.Throws<ArgumentOutOfRangeException>(() => Example.Functions[3]);
    }

    [Fact]
    public void Functions_are_ranked_by_their_cost()
    {
        List<string> lines = [];
        foreach ((FunctionView function, FunctionCost cost) in Example.Functions.ByCost(type: 1))
        {
            lines.Add($"{function.Name} {cost.Flat} {cost.Cumulative}");
        }

        Assert.Equal(["main 50 150", "copy 0 100", "_Z4workv 0 100"], lines);
        Assert.Equal("main", Example.Functions.ByCost().First().Function.Name);
        Assert.Equal(new FunctionCost(2, 3), Example.Functions.ByCost().First().Cost);
    }

    [Fact]
    public void Filters_are_chained()
    {
        Profile hot = Example.Focus("copy").Hide("libc").Ignore("absent").Show("copy|main");

        Assert.Equal(["copy", "main"], hot.Samples.Single().Frames.Select(f => f.Name));
        Assert.Equal(3, Example.Samples.Count);
    }

    [Fact]
    public void A_pattern_that_is_no_regular_expression_is_rejected() =>
        Assert.ThrowsAny<ArgumentException>(() => Example.Focus("("));

    [Fact]
    public void Views_of_a_profile_with_other_totals_are_the_same()
    {
        Profile other = Example.WithReferenceTotals(null);

        Assert.Equal(Example.Samples.Select(s => s.Value), other.Samples.Select(s => s.Value));
        Assert.Equal("copy", other.Samples[0].Frames[1].Name);
    }

    [Fact]
    public void Frames_of_different_profiles_are_not_equal() =>
        Assert.NotEqual(Example.Samples[0].Frames[0], Example.WithReferenceTotals(null).Samples[0].Frames[0]);

    [Theory]
    [InlineData("cpu/nanoseconds", "cpu", "nanoseconds")]
    [InlineData("l1/misses/count", "l1/misses", "count")]
    [InlineData("samples", "samples", "")]
    [InlineData("", "", "")]
    public void A_sample_type_is_parsed_at_its_last_slash(string text, string name, string unit) =>
        Assert.Equal(new SampleType(name, unit), SampleType.Parse(text));
}
