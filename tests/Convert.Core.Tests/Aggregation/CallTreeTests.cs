using Refold.Aggregation;
using Refold.Testing;
using Refold.Text;
using Xunit;

namespace Refold.Core.Tests.Aggregation;

public sealed class CallTreeTests
{
    [Fact]
    public void Stacks_merge_from_the_root_and_totals_add_up()
    {
        CallTree tree = Tree(
            reversed: false, (["main", "a", "b"], 1), (["main", "a"], 2), (["main", "c"], 4), (["x"], 8));

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
        CallTree tree = Tree(
            reversed: false, (["a"], long.MaxValue), (["a"], long.MaxValue));

        Assert.Equal((Int128)long.MaxValue * 2, tree.Totals()[0]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_node_has_the_sum_of_the_samples_that_end_there(bool reversed) => Law.ForAll(
        ProfileShape.Any,
        profile =>
        {
            var options = new FrameNameOptions { Root = "comm-pid/tid" };
            var names = new FrameNames(profile, options);

            CallTree tree = CallTree.Create(profile, names, [0], reversed);

            Assert.Equal(SumsByPath(profile, names, reversed), SumsByPath(tree));
        });

    private static SortedDictionary<string, Int128> SumsByPath(Profile profile, FrameNames names, bool reversed)
    {
        var sums = new SortedDictionary<string, Int128>(StringComparer.Ordinal);
        foreach (Sample sample in profile.Samples)
        {
            List<int> path = [.. profile[sample.Stack].ToArray().SelectMany(f => names.NamesOf(f).ToArray())];
            if (names.RootOf(sample.Labels) is var root && root != 0)
            {
                path.Add(root);
            }

            if (!reversed)
            {
                path.Reverse();
            }

            string key = string.Join(';', path);
            sums[key] = sums.GetValueOrDefault(key) + sample[0];
        }

        return NotZero(sums);
    }

    private static SortedDictionary<string, Int128> SumsByPath(CallTree tree)
    {
        var sums = new SortedDictionary<string, Int128>(StringComparer.Ordinal);
        var paths = new string[tree.Count];
        paths[0] = "";
        for (int node = 0; node < tree.Count; node++)
        {
            int parent = tree.Parent(node);
            paths[node] = node == 0 ? "" : parent == 0 ? $"{tree.Name(node)}" : $"{paths[parent]};{tree.Name(node)}";
            sums.Add(paths[node], tree.Self(node));
        }

        return NotZero(sums);
    }

    private static SortedDictionary<string, Int128> NotZero(SortedDictionary<string, Int128> sums) =>
        new(sums.Where(s => s.Value != 0).ToDictionary(), StringComparer.Ordinal);

    private static CallTree Tree(bool reversed, params (string[] Stack, long Value)[] samples)
    {
        var builder = new ProfileBuilder(new SampleType("samples", "count"));
        foreach ((string[] stack, long value) in samples)
        {
            LocationId[] leafFirst = [.. stack.Reverse().Select(n => builder.AddLocation(builder.AddFunction(n)))];
            builder.AddSample(builder.AddStack(leafFirst), [value]);
        }

        Profile profile = builder.Build();
        return CallTree.Create(profile, new FrameNames(profile, new FrameNameOptions()), [0], reversed);
    }

    private static string[] Shown(CallTree tree)
    {
        Int128[] totals = tree.Totals();
        return [.. Enumerable.Range(0, tree.Count).Select(
            node => $"{Utf8Text.Decode(tree.Names[tree.Name(node)])}={totals[node]}")];
    }
}
