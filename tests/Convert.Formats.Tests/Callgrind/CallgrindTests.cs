using Refold.Formats.Callgrind;
using Refold.Testing;
using Xunit;

namespace Refold.Formats.Tests.Callgrind;

/// <summary>Writing call graphs, and reading their costs exactly.</summary>
public sealed class CallgrindTests
{
    [Fact]
    public void A_function_has_its_self_cost_and_its_calls() =>
        Assert.Equal(
            """

            ob=(1) ???
            fl=(1) ???
            fn=(1) leaf
            0 3

            fn=(2) main
            * 2
            cfn=(1)
            calls=1 *
            * 3

            totals: 5

            """,
            Body("main;leaf 3", "main 2"));

    [Fact]
    public void A_repeated_function_of_a_stack_is_written_as_its_next_level() =>
        Assert.Equal(
            "\nob=(1) ???\nfl=(1) ???\nfn=(1) a\ncfn=(2) b\ncalls=1 0\n0 3\n\nfn=(3) a'2\ncfn=(4) b'2\ncalls=1 *\n* 3\n"
            + "\nfn=(2)\ncfn=(3)\ncalls=1 *\n* 3\n\nfn=(4)\n* 3\n\ntotals: 3\n",
            Body("a;b;a;b 3"));

    [Fact]
    public void The_level_after_a_function_named_as_a_level_is_the_following_number()
    {
        string body = Body("f;f;f'2;f 3");

        Assert.Contains("cfn=(4) f'4\n", body, StringComparison.Ordinal);
        Assert.DoesNotContain("'2'2", body, StringComparison.Ordinal);
    }

    [Fact]
    public void Equal_names_in_two_files_have_two_numbers()
    {
        var builder = new ProfileBuilder(new SampleType("samples", "count"));
        LocationId first = builder.AddLocation(builder.AddFunction("work", "a.c"));
        LocationId second = builder.AddLocation(builder.AddFunction("work", "b.c"));
        builder.AddSample(builder.AddStack([second, first]), [3]);

        string text = new CallgrindWriter().WriteText(builder.Build());

        Assert.Contains("cfn=(2) work\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Deep_recursion_has_at_most_sixteen_levels_and_keeps_its_sums()
    {
        string deep = string.Join(';', Enumerable.Repeat("even;odd", 500));
        Profile profile = Folded($"main;{deep} 3", "main;even 2");

        string text = new CallgrindWriter().WriteText(profile);

        Assert.Contains(
            "fn=(1) even\n", text.Replace("(2)", "(1)", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("even'17", text, StringComparison.Ordinal);
        Assert.Equal(5, (long)ColumnSums.Of(new CallgrindReader().Read(text))[0]);
    }

    [Fact]
    public void A_function_that_is_a_root_and_is_called_elsewhere_has_the_caller_no_caller()
    {
        string body = Body("main;work 3", "work 2");

        Assert.Contains("fn=(1) (no caller)\ncfn=(2) work\ncalls=1 0\n0 2\n", body, StringComparison.Ordinal);
    }

    [Fact]
    public void Samples_without_stack_are_a_function() =>
        Assert.Contains(
            "fn=(1) (no stack)\n0 7\n", Write("refold profile 1\ntype a b\nsample 7"), StringComparison.Ordinal);

    [Fact]
    public void All_sample_types_are_events_with_their_units()
    {
        string text = Write("""
            refold profile 1
            type alloc_space bytes
            type "cpu-clock:u" nanoseconds
            type cpu-clock ms
            function 1 "f"
            location 1 in 1
            stack 1: 1
            sample 1 0 3 stack 1
            sample 0 0 4 stack 1
            """);

        Assert.Contains(
            "event: alloc_space : alloc_space/bytes\nevent: cpu_clock_u : cpu-clock:u/nanoseconds\n"
            + "event: cpu_clock : cpu-clock/ms\nevents: alloc_space cpu_clock_u cpu_clock\nsummary: 1 0 7\n",
            text,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Sums_beyond_64_bits_are_written_on_several_lines()
    {
        string body = Body($"main;leaf {long.MaxValue}", $"main;leaf {long.MaxValue}", "main;leaf 1");

        Assert.Contains($"fn=(1) leaf\n0 {long.MaxValue}\n* {long.MaxValue}\n* 1\n", body, StringComparison.Ordinal);
        Assert.EndsWith($"totals: {2 * (Int128)long.MaxValue + 1}\n", body, StringComparison.Ordinal);
    }

    [Fact]
    public void Negative_costs_are_written_with_a_warning()
    {
        var context = new ConversionContext();

        new CallgrindWriter().WriteText(Folded("a -3"), context);

        Assert.Equal("callgrind.negative", context.Diagnostics.Kept[0].Id);
    }

    [Theory]
    [InlineData("parts.callgrind", "450 1 1")]
    [InlineData("no-header.callgrind", "150")]
    [InlineData("relative.callgrind", "726 17 3")]
    public void The_sums_of_self_costs_are_those_of_the_file(string file, string sums)
    {
        Profile profile = FormatCases.Read(new CorpusFile("callgrind", file));

        Assert.Equal(sums, string.Join(' ', ColumnSums.Of(profile)));
    }

    [Theory]
    [InlineData("recursion.callgrind.out")]
    [InlineData("instructions.callgrind.out")]
    [InlineData("relative.callgrind")]
    public void A_call_graph_is_written_as_the_same_call_graph(string file)
    {
        var arcs = new ConversionContext { Request = ReadRequest.All with { AcceptsArcs = true } };
        Profile profile = FormatCases.Read(new CorpusFile("callgrind", file), arcs);

        byte[] written = new CallgrindWriter().Write(profile);

        Assert.True(new CallgrindWriter().Request.AcceptsArcs);
        ProfileFacts kept = ProfileFacts.All & ~(ProfileFacts.Order | ProfileFacts.Info);
        ProfileAssert.Equal(profile, new CallgrindReader(new CallgrindOptions { Arcs = true }).Read(written), kept);
    }

    [Fact]
    public void Calls_are_discarded_if_only_self_costs_are_requested()
    {
        var reader = new CallgrindReader(new CallgrindOptions { Stacks = false });
        using ProfileInput input = Refold.Formats.Sources.InputOpener.Open(
            new CorpusFile("callgrind", "relative.callgrind").FullPath, new ConversionContext());

        Profile profile = reader.Read(input, new ConversionContext());

        Assert.Equal(["Instructions/count", "Ns/nanoseconds"], profile.SampleTypes.Select(t => t.ToString()));
        Assert.Equal([(Int128)726, 17], ColumnSums.Of(profile));
        Assert.DoesNotContain(ProfileFacts.Stacks, new[] { profile.Facts & ProfileFacts.Stacks });
    }

    [Theory]
    [InlineData("18446744073709551615", 3)]
    [InlineData("-18446744073709551615", 3)]
    [InlineData("9223372036854775807", 1)]
    public void The_largest_costs_are_read_as_few_samples(string cost, int count)
    {
        Profile profile = new CallgrindReader().Read($"events: Ir\nfn=a\n1 {cost}\n");

        Assert.Equal(Int128.Parse(cost, null), ColumnSums.Of(profile)[0]);
        Assert.Equal(count, profile.Samples.Count);
    }

    [Theory]
    [InlineData("18446744073709551616")]
    [InlineData("-18446744073709551616")]
    [InlineData("0x10000000000000000")]
    [InlineData("9999999999999999999999999930")]
    public void A_cost_beyond_64_bits_is_an_error_that_names_it(string cost)
    {
        ProfileFormatException error = Assert.Throws<ProfileFormatException>(
            () => new CallgrindReader().Read($"events: Ir\nfn=a\n1 {cost}\n"));

        Assert.Equal($"test(3): expected a cost of at most 64 bits, found '{cost}'", error.Message);
    }

    private static string Body(params string[] stacks)
    {
        string text = new CallgrindWriter().WriteText(Folded(stacks));
        return text[(text.IndexOf('\n', text.IndexOf("summary:", StringComparison.Ordinal)) + 1)..];
    }

    private static string Write(string profile) => new CallgrindWriter().WriteText(Profiles.Parse(profile));

    private static Profile Folded(params string[] stacks)
    {
        var builder = new ProfileBuilder(new SampleType("samples", "count"));
        foreach (string stack in stacks)
        {
            int blank = stack.LastIndexOf(' ');
            LocationId[] frames =
                [.. stack[..blank].Split(';').Reverse().Select(f => builder.AddLocation(builder.AddFunction(f)))];
            builder.AddSample(builder.AddStack(frames), [long.Parse(stack[blank..], null)]);
        }

        return builder.Build();
    }
}
