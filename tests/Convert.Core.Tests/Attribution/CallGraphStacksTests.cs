using Refold.Attribution;
using Refold.Formats;
using Xunit;

namespace Refold.Core.Tests.Attribution;

public sealed class CallGraphStacksTests
{
    [Fact]
    public void The_cost_of_a_function_is_split_in_proportion_to_the_costs_of_its_calls() =>
        Assert.Equal(
            [
                "main;end;backup;read@1 12 0", "main;end;backup;write@1 6 0", "main;end;backup@1 2 0",
                "main;start;backup;read@1 24 0", "main;start;backup;write@1 12 0", "main;start;backup@1 4 0",
            ],
            Costs(Hub().Build()));

    [Fact]
    public void Packed_costs_keep_every_sum()
    {
        Profile profile = Hub().Build(new CallGraphStacksOptions { Detail = 1 });

        Assert.Equal(
            [
                "main;end;backup;write@1 14 0", "main;end;backup@1 6 0",
                "main;start;backup;read@1 36 0", "main;start;backup;write@1 4 0",
            ],
            Costs(profile));
    }

    [Fact]
    public void Direct_recursion_changes_no_cost_of_its_caller()
    {
        Profile profile = new GraphOfStacks(1)
            .Self("main", 1, 5).Call("main", 1, "fact", 1, 30)
            .Self("fact", 1, 24).Call("fact", 2, "fact", 2, 30).Call("fact", 2, "mul", 3, 6)
            .Self("mul", 1, 6)
            .Build();

        Assert.Equal(["main;fact;mul@1 6 0", "main;fact@1 24 0", "main@1 5 0"], Costs(profile));
        Assert.Equal(["main;fact 1", "main;fact;fact 2", "main;fact;mul 3"], Calls(profile));
    }

    [Fact]
    public void A_cycle_is_crossed_by_walks_in_proportion()
    {
        Profile profile = new GraphOfStacks(1)
            .Call("main", 1, "even", 1, 100)
            .Self("even", 1, 50).Call("even", 1, "odd", 5, 250)
            .Self("odd", 1, 50).Call("odd", 1, "even", 4, 200)
            .Build();

        Assert.Equal(["main;even;odd;even@1 33 0", "main;even;odd@1 50 0", "main;even@1 17 0"], Costs(profile));
        Assert.Equal(["main;even 1", "main;even;odd 5", "main;even;odd;even 4"], Calls(profile));
    }

    [Fact]
    public void Calls_that_cost_more_than_the_callee_are_scaled_with_a_warning()
    {
        GraphOfStacks graph = new GraphOfStacks(1)
            .Self("main", 1, 10).Call("main", 1, "a", 1, 40).Call("main", 1, "b", 1, 20)
            .Call("a", 1, "c", 1, 40).Call("b", 1, "c", 1, 20).Self("c", 1, 40);

        Assert.Equal(["main;a;c@1 27 0", "main;b;c@1 13 0", "main@1 10 0"], Costs(graph.Build()));
        Assert.Equal(1, graph.Context.Diagnostics.Counts["graph.unbalanced"]);
    }

    [Fact]
    public void Costs_without_a_caller_start_stacks_of_their_own() =>
        Assert.Equal(
            ["clone;thread@1 39 0", "clone@1 1 0", "main;clone;thread@1 1 0", "main;clone@1 1 0", "main@1 8 0"],
            Costs(new GraphOfStacks(1)
                .Self("main", 1, 8).Call("main", 1, "clone", 1, 2)
                .Self("clone", 1, 2).Call("clone", 2, "thread", 1, 40).Self("thread", 1, 40)
                .Build()));

    [Fact]
    public void Each_event_is_split_by_its_own_proportions() =>
        Assert.Equal(
            ["main;a;c@1 54 3 0", "main;a;c@2 36 7 0", "main;b;c@1 6 27 0", "main;b;c@2 4 63 0"],
            Costs(new GraphOfStacks(2)
                .Call("main", 1, "a", 1, 90, 10).Call("main", 2, "b", 1, 10, 90)
                .Call("a", 1, "c", 1, 90, 10).Call("b", 1, "c", 1, 10, 90)
                .Self("c", 1, 60, 30).Self("c", 2, 40, 70)
                .Build()));

    [Fact]
    public void An_event_with_negative_values_is_split_like_the_others()
    {
        GraphOfStacks graph = new GraphOfStacks(2)
            .Self("main", 1, 10, -480).Call("main", 1, "a", 1, 90, 580).Self("a", 1, 90, 580);

        Assert.Equal(["main;a@1 90 580 0", "main@1 10 -480 0"], Costs(graph.Build()));
        Assert.Equal(1, graph.Context.Diagnostics.Counts["graph.signed"]);
        Assert.Equal(0, graph.Context.Diagnostics.WarningCount);
    }

    [Fact]
    public void A_graph_of_negative_values_keeps_its_self_costs() =>
        Assert.Equal(
            ["main;a@1 -7 0", "main@1 3 0"],
            Costs(new GraphOfStacks(1).Self("main", 1, 3).Call("main", 1, "a", 1, -7).Self("a", 1, -7).Build()));

    [Fact]
    public void Calls_without_costs_are_counted()
    {
        Profile profile =
            new GraphOfStacks(1).Self("main", 1, 10).Call("main", 1, "nop", 7, 0).Self("nop", 1, 0).Build();

        Assert.Equal(["main;nop 7"], Calls(profile));
    }

    [Fact]
    public void A_cycle_without_callers_starts_at_the_member_with_the_most_outgoing_costs() =>
        Assert.Equal(
            ["a;b;a@1 13 0", "a;b@1 20 0", "a@1 17 0"],
            Costs(new GraphOfStacks(1)
                .Self("a", 1, 30).Call("a", 1, "b", 3, 60).Self("b", 1, 20).Call("b", 1, "a", 2, 40).Build()));

    [Fact]
    public void Too_many_stacks_are_split_less_finely_with_a_warning()
    {
        var graph = new GraphOfStacks(1);
        for (int i = 0; i < 20; i++)
        {
            foreach (string side in new[] { "l", "r" })
            {
                graph.Self($"{side}{i}", 1, 1000 + i).Call($"{side}{i}", 2, $"m{i + 1}", 1, 1_000_000 >> i);
                graph.Call($"m{i}", 3, $"{side}{i}", 1, 1_000_000 >> i);
            }
        }

        Profile profile = graph.Build(new CallGraphStacksOptions { MaxStacks = 200, Detail = 0 });

        Assert.InRange(profile.Samples.Count, 40, 200);
        Assert.Equal(1, graph.Context.Diagnostics.Counts["graph.coarse"]);
        Assert.Equal(40 * 1000 + (2 * 190), Rows(profile).Sum(s => s[0]));
    }

    [Fact]
    public void A_chain_of_many_functions_is_shortened_in_the_middle_of_its_stacks()
    {
        const int Count = 2_000;
        const int Limit = 1_000_000;
        var context = new ConversionContext { Limits = new ConversionLimits { StackFrames = Limit } };
        var graph = new GraphOfStacks(1) { Context = context };
        for (int i = 0; i < Count; i++)
        {
            graph.Self($"f{i}", 1, 1).Call($"f{i}", 2, $"f{i + 1}", 1, Count - 1 - i);
        }

        Profile profile = graph.Build();

        Assert.Equal(Count, Rows(profile).Sum(s => s[0]));
        Assert.True(graph.Context.Diagnostics.Counts.ContainsKey("graph.deep"));
        Assert.True(Rows(profile).Sum(s => (long)profile[s.Stack].Length) <= Limit);
    }

    // Once, each stack of the chain was walked to its root, although most of its frames are discarded: 5,000,000,000
    // steps, about a minute. The time is not asserted, since it depends on the load of the machine.
    [Fact]
    public void A_chain_of_100000_functions_keeps_its_total()
    {
        const int Count = 100_000;
        const int Limit = 8_000_000;
        var graph = new GraphOfStacks(1)
        {
            Context = new ConversionContext { Limits = new ConversionLimits { StackFrames = Limit } },
        };
        for (int i = 0; i < Count; i++)
        {
            graph.Self($"f{i}", 1, 1).Call($"f{i}", 2, $"f{i + 1}", 1, Count - 1 - i);
        }

        Profile profile = graph.Build();

        Assert.Equal(Count, Rows(profile).Sum(s => s[0]));
    }

    [Fact]
    public void Many_functions_that_all_call_each_other_keep_every_sum()
    {
        const int Count = 60;
        var random = new Random(1);
        var graph = new GraphOfStacks(1);
        for (int i = 0; i < Count; i++)
        {
            graph.Self($"f{i}", 1, 100 + i);
            foreach (int j in Enumerable.Range(0, Count).Where(j => j != i))
            {
                graph.Call($"f{i}", 1, $"f{j}", 1, random.Next(1, 5000));
            }
        }

        Profile profile = graph.Build();

        Assert.Equal((Count * 100) + (Count * (Count - 1) / 2), Rows(profile).Sum(s => s[0]));
        Assert.Equal(Count * (Count - 1), Rows(profile).Sum(s => s[1]));
    }

    // Each diamond doubles the number of stacks, which exceeds any limit after some twenty of them.
    [Fact]
    public void A_long_row_of_diamonds_is_split_coarsely_with_exact_sums()
    {
        const int Count = 3000;
        var graph = new GraphOfStacks(1);
        for (int i = 0; i < Count; i++)
        {
            long below = (Count - i - 1) * 3L;
            graph.Self($"j{i}", 1, 1).Call($"j{i}", 1, $"l{i}", 1, 1 + ((below + 1) / 2));
            graph.Call($"j{i}", 2, $"r{i}", 1, 1 + (below / 2)).Self($"l{i}", 1, 1).Self($"r{i}", 1, 1);
            graph.Call($"l{i}", 1, $"j{i + 1}", 1, (below + 1) / 2).Call($"r{i}", 1, $"j{i + 1}", 1, below / 2);
        }

        Profile profile = graph.Build();

        Assert.Equal(Count * 3, Rows(profile).Sum(s => s[0]));
        Assert.Equal(1, graph.Context.Diagnostics.Counts["graph.coarse"]);
    }

    [Fact]
    public void Calls_of_a_function_that_is_called_without_cost_and_count_are_kept()
    {
        Profile profile = new GraphOfStacks(1)
            .Self("main", 1, 7).Call("main", 1, "a", 0, 0).Call("a", 1, "b", 5, 0)
            .Build();

        Assert.Equal(["main@1 7 0"], Costs(profile));
        Assert.Equal(["a;b 5"], Calls(profile));
    }

    [Fact]
    public void An_ancestor_is_found_at_any_depth()
    {
        var random = new Random(1);
        var tree = new StackTree(1);
        for (int node = 0; node < 500; node++)
        {
            tree.Push(node == 0 ? -1 : Math.Max(0, node - random.Next(1, 4)), 0, 0);
        }

        for (int node = 0; node < tree.Count; node++)
        {
            for (int at = node; at >= 0; at = tree.Parent(at))
            {
                Assert.Equal(at, tree.Ancestor(node, tree.Depth(at)));
            }
        }
    }

    [Fact]
    public void Deep_recursion_of_two_functions_takes_few_steps()
    {
        Profile profile = new GraphOfStacks(1)
            .Call("main", 1, "even", 1, 100)
            .Self("even", 1, 50).Call("even", 1, "odd", 1, 1_000_000_000)
            .Self("odd", 1, 50).Call("odd", 1, "even", 1, 999_999_900)
            .Build();

        Assert.Equal(100, Rows(profile).Sum(s => s[0]));
        Assert.InRange(profile.Samples.Count, 2, 8);
    }

    [Fact]
    public void Recorded_inclusive_costs_increase_the_weight_of_recursion_counted_once()
    {
        GraphOfStacks Graph() => new GraphOfStacks(1)
            .Call("main", 1, "even", 1, 1000)
            .Self("even", 1, 100).Call("even", 1, "odd", 5, 100)
            .Self("odd", 1, 900).Call("odd", 1, "even", 4, 100);
        GraphOfStacks known = Graph();
        known.Inclusive.Add("even", 1000);
        known.Inclusive.Add("odd", 990);

        Assert.True(Inclusive(known.Build(), "odd") > Inclusive(Graph().Build(), "odd"));
    }

    private static GraphOfStacks Hub() => new GraphOfStacks(1)
        .Call("main", 1, "start", 1, 40).Call("main", 1, "end", 1, 20)
        .Call("start", 1, "backup", 1, 40).Call("end", 1, "backup", 1, 20)
        .Self("backup", 1, 6).Call("backup", 1, "read", 1, 36).Call("backup", 1, "write", 1, 18)
        .Self("read", 1, 36).Self("write", 1, 18);

    private static IEnumerable<Sample> Rows(Profile profile) =>
        Enumerable.Range(0, profile.Samples.Count).Select(i => profile.Samples[i]);

    private static long Inclusive(Profile profile, string name) =>
        Rows(profile).Where(s => Names(profile, s).Contains(name)).Sum(s => s[0]);

    private static string[] Names(Profile profile, Sample sample) =>
        [.. profile[sample.Stack].ToArray().Reverse()
            .Select(l => profile.Text(profile[profile[l].Lines[0].Function].Name))];

    private static string[] Costs(Profile profile) =>
        [.. Rows(profile).Where(s => s[profile.SampleTypes.Count - 1] == 0)
            .Select(s => $"{string.Join(';', Names(profile, s))}@{profile[profile[s.Stack][0]].Lines[0].Number} "
                + string.Join(' ', Enumerable.Range(0, profile.SampleTypes.Count).Select(i => s[i])))
            .Order(StringComparer.Ordinal)];

    private static string[] Calls(Profile profile) =>
        [.. Rows(profile).Where(s => s[profile.SampleTypes.Count - 1] != 0)
            .Select(s => $"{string.Join(';', Names(profile, s))} {s[profile.SampleTypes.Count - 1]}")
            .Order(StringComparer.Ordinal)];
}
