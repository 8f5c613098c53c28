using Refold.Aggregation;
using Xunit;

namespace Refold.Core.Tests.Aggregation;

public sealed class CallTreeTests
{
    [Fact]
    public void Stacks_merge_from_the_root_and_totals_add_up()
    {
        CallTree tree = Tree(reversed: false, (["main", "a", "b"], 1), (["main", "a"], 2), (["main", "c"], 4), (["x"], 8));

        Assert.Equal(["=15", "main=7", "a=3", "b=1", "c=4", "x=8"], Shown(tree));
    }

    [Fact]
    public void A_reversed_tree_merges_from_the_leaf()
    {
        CallTree tree = Tree(reversed: true, (["main", "a", "b"], 1), (["other", "b"], 2));

        Assert.Equal(["=3", "b=3", "a=1", "main=1", "other=2"], Shown(tree));
    }

    [Fact]
    public void Sums_beyond_64_bits_are_exact()
    {
        CallTree tree = Tree(reversed: false, (["a"], long.MaxValue), (["a"], long.MaxValue));

        Assert.Equal((Int128)long.MaxValue * 2, tree.Totals()[0]);
    }

    private static CallTree Tree(bool reversed, params (string[] Stack, long Value)[] samples)
    {
        var builder = new ProfileBuilder(new SampleType("samples", "count"));
        foreach ((string[] stack, long value) in samples)
        {
            LocationId[] leafFirst = [.. stack.Reverse().Select(n => builder.AddLocation(builder.AddFunction(n)))];
            builder.AddSample(builder.AddStack(leafFirst), [value]);
        }

        Profile profile = builder.Build();
        return CallTree.Of(profile, new FrameNames(profile, new FrameNameOptions()), [0], reversed);
    }

    private static string[] Shown(CallTree tree)
    {
        Int128[] totals = tree.Totals();
        return [.. Enumerable.Range(0, tree.Count).Select(
            node => $"{Tables.Utf8Text.Decode(tree.Names[tree.Name(node)])}={totals[node]}")];
    }
}
