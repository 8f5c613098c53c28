using FsCheck.Xunit;
using Refold.Aggregation;
using Refold.Testing;
using Xunit;

namespace Refold.Core.Tests;

public sealed class FunctionCostsTests
{
    [Fact]
    public void A_sample_counts_once_for_each_function_of_its_stack() =>
        Assert.Equal(["f 7 7", "g 0 5", "main 0 7"], Lines(Build("main f g f 5", "main f 2")).Order());

    [Fact]
    public void Functions_are_sorted_by_flat_cost_then_by_cumulative_cost() =>
        Assert.Equal(["c 4 4", "b 1 5", "a 1 1", "main 0 5"], Lines(Build("a 1", "main b c 4", "main b 1")));

    [Fact]
    public void A_function_whose_samples_cancel_out_is_not_listed() =>
        Assert.Equal(["main 2 2"], Lines(Build("main a 3", "main a -3", "main 2")));

    [Fact]
    public void Sums_beyond_64_bits_are_exact() =>
        Assert.Equal(
            ["main 18446744073709551614 18446744073709551614"],
            Lines(Build($"main {long.MaxValue}", $"main {long.MaxValue}")));

    [Fact]
    public void Code_without_a_symbol_costs_under_the_default_id()
    {
        var builder = new ProfileBuilder(new SampleType("samples", "count"));
        LocationId main = builder.AddLocation(builder.AddFunction("main"));
        builder.AddSample(builder.AddStack([builder.AddLocation(default, 0x10, []), main]), [3]);

        Profile profile = builder.Build();

        Assert.Equal(
            new FunctionCost(3, 3), FunctionCosts.Create(profile, 0, TestContext.Current.CancellationToken)[default]);
        Assert.Equal(["main 0 3"], Lines(profile));
    }

    [Fact]
    public void Inlined_functions_have_costs_of_their_own()
    {
        var builder = new ProfileBuilder(new SampleType("samples", "count"));
        FunctionId inlined = builder.AddFunction("inlined");
        FunctionId main = builder.AddFunction("main");
        builder.AddSample(builder.AddStack([builder.AddLocation(default, 0x10, [new(inlined), new(main)])]), [3]);

        Assert.Equal(["inlined 3 3", "main 0 3"], Lines(builder.Build()));
    }

    [Fact]
    public void A_sample_type_that_does_not_exist_is_rejected() =>
        Assert.Throws<ArgumentOutOfRangeException>(
            () => FunctionCosts.Create(Build("main 1"), 1, TestContext.Current.CancellationToken));

    [Property(Arbitrary = [typeof(ProfileGenerators)])]
    public void Flat_costs_sum_up_to_the_samples_that_have_frames(Profile profile)
    {
        var costs = FunctionCosts.Create(profile, 0);
        Int128 flat = costs[default].Flat;
        for (int i = 1; i <= profile.FunctionCount; i++)
        {
            flat += costs[new FunctionId(i)].Flat;
        }

        Int128 sum = 0;
        foreach (Sample sample in profile.Samples)
        {
            sum += profile[sample.Stack].IsEmpty ? 0 : sample[0];
        }

        Assert.Equal(sum, flat);
    }

    // Each line is a stack, root first, and its value.
    private static Profile Build(params string[] stacks)
    {
        var builder = new ProfileBuilder(new SampleType("samples", "count"));
        foreach (string[] words in stacks.Select(s => s.Split(' ')))
        {
            LocationId[] frames = [.. words[..^1].Reverse().Select(w => builder.AddLocation(builder.AddFunction(w)))];
            builder.AddSample(builder.AddStack(frames), [long.Parse(words[^1], null)]);
        }

        return builder.Build();
    }

    private static string[] Lines(Profile profile) =>
    [
        .. FunctionCosts.Create(profile, 0).ByCost().Select(row =>
            $"{profile.Text(profile[row.Function].Name)} {row.Cost.Flat} {row.Cost.Cumulative}"),
    ];
}
