using FsCheck;
using FsCheck.Fluent;
using Refold.Attribution;
using Refold.Testing;
using Xunit;

namespace Refold.Core.Tests.Attribution;

/// <summary>
/// Laws of call graphs that are made of random stacks: what the graph keeps of the stacks must be restored exactly.
/// </summary>
public sealed class CallGraphStacksLaws
{
    private static readonly Int128[] Costs = [0, 1, 2, 3, 50, 1000, 1_000_000_000_000];
    private static readonly double[] Details = [0, 1e-6, 1e-3, 0.1, 1];

    [Fact]
    public void Self_costs_totals_and_calls_are_exact_in_any_graph() => ForAll((seed, random) =>
    {
        GraphOfStacks graph = Random(random, seed % 2 == 0, isUnbalanced: seed % 3 == 0, out int events);

        Profile profile = graph.Build(new CallGraphStacksOptions { Detail = Details[random.Next(Details.Length)] });

        Assert.DoesNotContain(Rows(profile), s => Enumerable.Range(0, events + 1).Any(e => s[e] < 0));
        foreach (((string function, int line), Int128[] costs) in graph.Selfs)
        {
            Assert.Equal(costs, Flat(profile, function, line, events));
        }

        foreach (string callee in graph.Arcs.Keys.Select(a => a.Callee).Distinct())
        {
            Int128 calls =
                graph.Arcs.Where(a => a.Key.Callee == callee).Aggregate((Int128)0, (n, a) => n + a.Value.Calls);
            Assert.Equal(calls, Flat(profile, callee, 0, events + 1)[events]);
        }
    });

    [Fact]
    public void Two_frames_of_a_stack_are_a_call_of_the_graph() => ForAll((seed, random) =>
    {
        GraphOfStacks graph = Random(random, seed % 2 == 0, isUnbalanced: seed % 3 == 0, out _);

        Profile profile = graph.Build();

        var arcs = graph.Arcs.Keys.Select(a => (a.Caller, a.Callee)).ToHashSet();
        foreach (Sample sample in profile.Samples)
        {
            string[] names = Names(profile, sample);
            Assert.All(names.Zip(names.Skip(1)), pair => Assert.Contains(pair, arcs));
        }
    });

    [Fact]
    public void Without_recursion_costs_of_calls_and_inclusive_costs_are_exact() => ForAll((_, random) =>
    {
        GraphOfStacks graph = Random(random, isAcyclic: true, isUnbalanced: false, out int events);

        Profile profile = graph.Build(new CallGraphStacksOptions { Detail = Details[random.Next(Details.Length)] });

        for (int e = 0; e < events; e++)
        {
            foreach (IGrouping<(string, string), Int128> arc in graph.Arcs
                .GroupBy(a => (a.Key.Caller, a.Key.Callee), a => a.Value.Costs[e]))
            {
                Assert.Equal(arc.Aggregate((Int128)0, (a, b) => a + b), Through(profile, e, arc.Key));
            }
        }
    });

    [Fact]
    public void Stacks_are_few_more_than_lines_and_calls() => ForAll((seed, random) =>
    {
        GraphOfStacks graph = Random(random, isAcyclic: true, isUnbalanced: seed % 3 == 0, out int events);

        Profile profile = graph.Build(new CallGraphStacksOptions { Detail = 1 });

        int costly = Rows(profile).Count(s => s[events] == 0);
        Assert.InRange(costly, 0, events * (graph.Selfs.Count + graph.Arcs.Count + 8));
    });

    [Fact]
    public void The_same_graph_gives_the_same_stacks() => ForAll((seed, random) =>
    {
        GraphOfStacks graph = Random(random, seed % 2 == 0, isUnbalanced: seed % 3 == 0, out _);

        ProfileAssert.Same(graph.Build(), graph.Build());
    });

    private static void ForAll(Action<int, Random> said) =>
        Check.One(
            Law.Config(usualTests: 150),
            Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed => said(seed, new Random(seed))));

    private static GraphOfStacks Random(Random random, bool isAcyclic, bool isUnbalanced, out int events)
    {
        events = random.Next(0, 4);
        var graph = new GraphOfStacks(events);
        int functions = random.Next(2, 9);
        for (int i = random.Next(1, 12); i > 0; i--)
        {
            int[] stack = [.. Enumerable.Range(0, random.Next(1, 8)).Select(_ => random.Next(functions))];
            stack = isAcyclic ? [.. stack.Distinct().Order()] : stack;
            Int128[] costs = [.. Enumerable.Range(0, events).Select(_ => Costs[random.Next(Costs.Length)])];
            graph.Self($"f{stack[^1]}", random.Next(1, 4), costs);
            foreach ((int caller, int callee) in stack.Zip(stack.Skip(1)))
            {
                graph.Call($"f{caller}", random.Next(4, 6), $"f{callee}", 1, costs);
            }
        }

        if (isUnbalanced && graph.Arcs.Count > 0)
        {
            (string caller, int site, string callee) = graph.Arcs.Keys.ElementAt(random.Next(graph.Arcs.Count));
            graph.Call(caller, site, callee, 0, [.. Enumerable.Range(0, events).Select(_ => (Int128)random.Next(100))]);
        }

        return graph;
    }

    private static IEnumerable<Sample> Rows(Profile profile) =>
        Enumerable.Range(0, profile.Samples.Count).Select(i => profile.Samples[i]);

    private static Int128[] Flat(Profile profile, string function, int line, int columns)
    {
        var sums = new Int128[columns];
        foreach (Sample sample in profile.Samples)
        {
            Line leaf = profile[profile[sample.Stack][0]].Lines[0];
            bool isHere = leaf.Number == line && profile.Text(profile[leaf.Function].Name) == function;
            for (int i = 0; i < columns && isHere; i++)
            {
                sums[i] += sample[i];
            }
        }

        return sums;
    }

    private static Int128 Through(Profile profile, int column, (string Caller, string Callee) arc)
    {
        Int128 sum = 0;
        foreach (Sample sample in profile.Samples)
        {
            string[] names = Names(profile, sample);
            sum += names.Zip(names.Skip(1)).Contains(arc) ? sample[column] : 0;
        }

        return sum;
    }

    private static string[] Names(Profile profile, Sample sample) =>
        [.. profile[sample.Stack].ToArray().Reverse()
            .Select(l => profile.Text(profile[profile[l].Lines[0].Function].Name))];
}
