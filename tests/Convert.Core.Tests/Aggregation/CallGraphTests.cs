using FsCheck.Xunit;
using Refold.Aggregation;
using Refold.Formats;
using Refold.Testing;
using Xunit;

namespace Refold.Core.Tests;

public sealed class CallGraphTests
{
    private static readonly CallGraphOptions Everything = new() { NodeCount = 0, NodeFraction = 0, EdgeFraction = 0 };

    [Fact]
    public void A_function_and_a_call_count_once_in_a_sample()
    {
        CallGraph graph = Graph(Everything, "a b a b a 3", "a b 2");

        Assert.Equal(["a 3 5", "b 2 5"], Nodes(graph));
        Assert.Equal(["a -> b 5", "b -> a 3"], Edges(graph));
    }

    // If the flat cost is small and costs of callees are negative, entropies are as large as values.
    [Fact]
    public void A_score_beyond_128_bits_is_limited()
    {
        CallGraph graph = Graph(
            Everything, "main idle -9223372036854775808", "main idle -9223372036854775808", "main 1");

        Assert.Equal(2, graph.Nodes.Count);
    }

    [Fact]
    public void Calls_of_a_function_by_itself_are_no_edge() =>
        Assert.Empty(Edges(Graph(Everything, "a a a 3")));

    [Fact]
    public void Nodes_below_the_cutoff_are_dropped_and_joined_by_residual_edges()
    {
        CallGraph graph = Graph(Everything with { NodeFraction = 0.3 }, "a b c 5", "a d c 5", "a 2", "e 1");

        Assert.Equal(["a 2 12", "b 0 5", "c 10 10", "d 0 5"], Nodes(graph));
        Assert.Equal(1, graph.DroppedNodes);
        CallGraph smaller = Graph(Everything with { NodeFraction = 0.5 }, "a b c 5", "a d c 5", "a 2", "e 1");
        Assert.Equal(["a 2 12", "c 10 10"], Nodes(smaller));
        Assert.Equal(["a ... c 10"], Edges(smaller));
    }

    [Fact]
    public void A_dropped_leaf_adds_no_flat_cost_to_its_caller() =>
        Assert.Equal(["a 0 10"], Nodes(Graph(Everything with { NodeFraction = 0.9 }, "a b 5", "a c 5")));

    [Fact]
    public void A_residual_edge_is_dropped_if_another_path_joins_its_ends()
    {
        CallGraph graph = Graph(Everything with { NodeFraction = 0.2 }, "a b c 10", "a x c 1", "a 1");

        Assert.Equal(["a -> b 10", "b -> c 10"], Edges(graph));
    }

    [Fact]
    public void Edges_below_the_cutoff_are_dropped_and_counted()
    {
        CallGraph graph = Graph(Everything with { EdgeFraction = 0.2 }, "a b 9", "a c 1", "c 5");

        Assert.Equal(["a -> b 9"], Edges(graph));
        Assert.Equal(1, graph.DroppedEdges);
    }

    [Fact]
    public void The_most_significant_nodes_are_shown()
    {
        CallGraph graph = Graph(Everything with { NodeCount = 2 }, "main only many x 5", "main only many y 5");

        Assert.Equal(["main 0 10", "many 0 10"], Nodes(graph));
        Assert.Equal(5, graph.CandidateCount);
        Assert.Equal(["main ... many 10"], Edges(graph));
    }

    [Fact]
    public void Labels_are_tags_with_their_part_of_the_value()
    {
        Profile profile = Profiles.Parse("""
            refold profile 1
            type samples count
            function 1 "a"
            location 1 in 1
            stack 1: 1
            labels 1: x="1" tid=7 bytes=16
            labels 2: x="1" y="2"
            sample 1 stack 1 labels 1
            sample 2 stack 1 labels 2
            sample 4 stack 1
            """);

        CallGraph graph = CallGraph.Create(profile, 0, Everything, TestContext.Current.CancellationToken);

        Assert.Equal(
            [("x:1", null, 1L), ("x:1", 16L, 1L), ("x:1\ny:2", null, 2L)],
            graph.Nodes[0].Tags.Select(t => (t.Text, t.Number, t.Flat)).Order());
    }

    [Fact]
    public void Sums_are_exact_beyond_64_bits()
    {
        CallGraph graph = Graph(Everything, $"a {long.MaxValue}", $"a b {long.MaxValue}", "a c 1");

        Assert.Equal((Int128)long.MaxValue * 2 + 1, graph.Nodes.Single(n => n.Frame.Name == "a").Cumulative);
        Assert.Equal((Int128)long.MaxValue * 2 + 1, graph.Total);
    }

    [Fact]
    public void Equal_stacks_are_summed_before_their_signs_are_dropped() =>
        Assert.Equal(6, Graph(Everything, "main a 5", "main a -3", "main b 4").Total);

    [Property(Arbitrary = [typeof(ProfileGenerators)])]
    public void The_order_of_samples_does_not_matter(Profile profile)
    {
        var options = new CallGraphOptions { NodeFraction = 0.1, EdgeFraction = 0.1, NodeCount = 3 };

        CallGraph graph = CallGraph.Create(profile, 0, options, TestContext.Current.CancellationToken);
        CallGraph other = CallGraph.Create(Backwards(profile), 0, options, TestContext.Current.CancellationToken);

        Assert.Equal(
            (graph.Total, graph.DroppedNodes, graph.DroppedEdges, graph.CandidateCount),
            (other.Total, other.DroppedNodes, other.DroppedEdges, other.CandidateCount));
        Assert.Equal(Nodes(graph), Nodes(other));
        Assert.Equal(Edges(graph), Edges(other));
    }

    // The samples in reverse order; the ids of all rows are unchanged.
    private static Profile Backwards(Profile profile)
    {
        var builder = new ProfileBuilder([.. profile.SampleTypes]);
        var copier = new RowCopier(profile, builder);
        for (int i = 1; i <= profile.StackCount; i++)
        {
            copier.Copy(new StackId(i));
        }

        for (int row = profile.Samples.Count - 1; row >= 0; row--)
        {
            Sample sample = profile.Samples[row];
            long[] values = [.. Enumerable.Range(0, profile.SampleTypes.Count).Select(type => sample[type])];
            builder.AddSample(copier.Copy(sample.Stack), values, copier.Copy(sample.Labels), sample.Time);
        }

        return builder.Build();
    }

    [Property(Arbitrary = [typeof(ProfileGenerators)])]
    public void Nothing_costs_more_than_the_total_and_flat_values_sum_up(Profile profile)
    {
        Profile sizes = Positive(profile);

        CallGraph graph = CallGraph.Create(sizes, 0, Everything, TestContext.Current.CancellationToken);

        Int128 flat = graph.Nodes.Aggregate((Int128)0, (sum, n) => sum + n.Flat);
        Assert.All(graph.Nodes, n => Assert.InRange(n.Cumulative, n.Flat, graph.Total));
        Assert.All(
            graph.Nodes.SelectMany(n => n.Out),
            e => Assert.InRange(e.Weight, 0, Int128.Min(e.Source.Cumulative, e.Target.Cumulative)));
        Assert.True(flat <= graph.Total);
    }

    // Sums of positive values have no sign to cancel out.
    private static Profile Positive(Profile profile) =>
        new ProfileRewriter(profile, new ConversionContext())
        {
            Values = values =>
            {
                for (int i = 0; i < values.Length; i++)
                {
                    values[i] = Math.Abs(values[i] % 1000);
                }
            },
        }.Run();

    // Each line is a stack, root first, and its value.
    private static CallGraph Graph(CallGraphOptions options, params string[] stacks)
    {
        var builder = new ProfileBuilder();
        builder.AddSampleType(new SampleType("samples", "count"));
        foreach (string[] words in stacks.Select(s => s.Split(' ')))
        {
            LocationId[] frames = [.. words[..^1].Reverse().Select(w => builder.AddLocation(builder.AddFunction(w)))];
            builder.AddSample(builder.AddStack(frames), [long.Parse(words[^1], null)]);
        }

        return CallGraph.Create(builder.Build(), 0, options);
    }

    private static string[] Nodes(CallGraph graph) =>
        [.. graph.Nodes.Select(n => n.ToString()).Order(StringComparer.Ordinal)];

    private static string[] Edges(CallGraph graph) =>
        [.. graph.Nodes.SelectMany(n => n.Out).Select(e => e.ToString()).Order(StringComparer.Ordinal)];
}
