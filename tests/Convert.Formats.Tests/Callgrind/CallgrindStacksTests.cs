using Refold.Formats.Callgrind;
using Refold.Testing;
using Xunit;

namespace Refold.Formats.Tests.Callgrind;

/// <summary>Reading call graphs as complete stacks, or as arcs if a call graph is written again.</summary>
public sealed class CallgrindStacksTests
{
    private const string Chain = """
        events: Ir
        fn=main
        1 10
        cfn=a
        calls=1 5
        2 50
        fn=a
        5 20
        cfn=b
        calls=1 8
        6 30
        fn=b
        8 30

        """;

    [Fact]
    public void A_chain_of_calls_is_read_as_its_stacks() =>
        Assert.Equal(
            ["main;a;b@:8 0 1", "main;a;b@:8 30 0", "main;a@:5 0 1", "main;a@:5 20 0", "main@:1 10 0"],
            Text(new CallgrindReader().Read(Chain)));

    [Fact]
    public void Estimated_stacks_are_a_note_that_strict_conversions_accept()
    {
        var context = new ConversionContext();

        _ = new CallgrindReader().Read(Chain, context);

        Assert.Equal(1, context.Diagnostics.Counts["graph.estimated"]);
        Assert.Equal(0, context.Diagnostics.WarningCount);
    }

    [Fact]
    public void Calls_are_kept_as_arcs_if_the_whole_request_accepts_arcs()
    {
        ReadRequest writer = new CallgrindWriter().Request;
        var steps = new ReadRequest { Facts = ProfileFacts.Stacks };
        var column = new ReadRequest { Facts = ProfileFacts.SampleTypes };

        Assert.Contains("a -50 0", Names(Read(writer)));
        Assert.Contains("a -50 0", Names(Read(writer.Union(column))));
        Assert.DoesNotContain("a -50 0", Names(Read(writer.Union(steps))));
        Assert.DoesNotContain("a -50 0", Names(Read(ReadRequest.All)));

        static Profile Read(ReadRequest request) =>
            new CallgrindReader().Read(Chain, new ConversionContext { Request = request });
    }

    [Fact]
    public void Only_the_writer_of_call_graphs_accepts_arcs() =>
        Assert.Equal(
            ["callgrind"],
            BuiltInFormats.All.Formats.Where(f => f.CanWrite)
                .Select(f => f.Name)
                .Where(f => !FormatCases.Writer(f).Request.Has(ProfileFacts.Stacks)
                    || FormatCases.Writer(f).Request.AcceptsArcs));

    [Fact]
    public void A_number_is_one_function_in_any_current_file() =>
        Assert.Equal(
            ["main;work@a.c:9 20 0", "main;work@inl.h:9 0 1", "main@a.c:1 5 0"],
            Text(Corpus("number-is-the-function.callgrind")));

    [Fact]
    public void A_new_function_ends_inlined_code() =>
        Assert.Equal(
            ["main@a.c:10 1", "main@inl.h:5 2", "second@a.c:30 8"], Text(Corpus("fi-reset.callgrind")));

    // Without numbers, file and name identify a function.
    [Fact]
    public void Inlined_code_at_the_start_of_a_function_does_not_change_its_file() =>
        Assert.Equal(
            ["start;main@a.c:1 2", "start;main@inl.h:5 7", "start@s.c:1 1"],
            Text(new CallgrindReader(new CallgrindOptions { Calls = false }).Read(
                "events: Ir\nfl=s.c\nfn=start\n1 1\ncfi=a.c\ncfn=main\ncalls=1 1\n1 9\n"
                + "fl=a.c\nfn=main\nfi=inl.h\n5 7\nfe=a.c\n1 2\n")));

    // In files of Callgrind, a call of _Exit, which never returns, is unbalanced in sysCount.
    [Theory]
    [InlineData("4 0", "graph.balance", 0)]
    [InlineData("4 1", "", 0)]
    [InlineData("9 1", "graph.unbalanced", 1)]
    public void Unbalanced_calls_are_a_warning_for_the_first_event_only(string called, string id, int warnings)
    {
        var context = new ConversionContext();

        _ = new CallgrindReader().Read(
            $"events: Ir sysCount\nfn=a\n1 1 1\ncfn=b\ncalls=1 1\n1 {called[..1]} 1\nfn=b\n1 4 {called[2..]}\n",
            context);

        string[] ids = [.. context.Diagnostics.Kept.Select(d => d.Id).Where(i => i != "graph.estimated")];
        Assert.Equal(id.Length == 0 ? [] : [id], ids);
        Assert.Equal(warnings, context.Diagnostics.WarningCount);
    }

    [Fact]
    public void In_files_without_fl_the_last_fi_stays_current() =>
        Assert.Equal(
            ["main a:1;work b:3@b.py:3 0 2", "main a:1;work b:3@b.py:3 20 0", "main a:1@a.py:1 5 0"],
            Text(Corpus("fi-without-fl.callgrind")));

    [Theory]
    [InlineData("merge", "main;f;f@:2 7")]
    [InlineData("keep", "main;f;f'2@:2 7")]
    public void Levels_of_recursion_are_frames_of_one_function(string levels, string stack)
    {
        const string Text = "events: Ir\nfn=main\ncfn=f\ncalls=1 1\n1 7\nfn=f\ncfn=f'2\ncalls=1 1\n1 7\nfn=f'2\n2 7\n";
        var options = new CallgrindOptions { MergesLevels = levels == "merge", Calls = false };

        string found = Assert.Single(CallgrindStacksTests.Text(new CallgrindReader(options).Read(Text)));

        Assert.Equal(stack, found);
    }

    [Fact]
    public void A_caller_in_a_name_is_not_a_level()
    {
        const string File = "events: Ir\nfn=f'main\n1 7\nfn=f\n2 3\nfn=g'2\n3 1\n";

        Assert.Equal(["f'main@:1 7", "f@:2 3", "g'2@:3 1"], Text(new CallgrindReader().Read(File)));
    }

    [Fact]
    public void Lines_of_a_function_may_be_summed() =>
        Assert.Equal(
            ["main@:0 12"],
            Text(new CallgrindReader(new CallgrindOptions { Lines = false }).Read("events: Ir\nfn=main\n1 10\n2 2\n")));

    [Theory]
    [InlineData("Time_(10ns) Memory_(bytes)", "", "Time/nanoseconds Memory/bytes", "20 2")]
    [InlineData("cpu(ms)", "", "cpu/milliseconds", "2")]
    [InlineData("Wall time(ms)", "", "Wall time/milliseconds", "2")]
    [InlineData("goroutine(count)", "", "goroutine/count", "2")]
    [InlineData("a(\u00b5s) b (\u03bcs)", "", "a/microseconds b/microseconds", "2 2")]
    [InlineData("ns", "event: ns : Nanoseconds\n", "ns/nanoseconds", "2")]
    [InlineData("sysTime", "event: sysTime : sysTime (elapsed ns)\n", "sysTime/nanoseconds", "2")]
    [InlineData("Ir", "event: Ir : Instruction Fetch\nevent: X = 2 Ir : double (ns)\n", "Ir/count", "2")]
    [InlineData("f(x)", "", "f(x)/count", "2")]
    public void Units_are_read_from_names_and_long_names_of_events(
        string events, string lines, string types, string sums)
    {
        string cost = events.Contains("Memory", StringComparison.Ordinal)
            || events.Contains("b (", StringComparison.Ordinal) ? "2 2" : "2";

        Profile profile = new CallgrindReader().Read($"{lines}events: {events}\nfn=a\n1 {cost}\n");

        Assert.Equal(types, string.Join(' ', profile.SampleTypes));
        Assert.Equal(sums, string.Join(' ', ColumnSums.Of(profile)));
    }

    [Theory]
    [InlineData(
        "version: 1\ncreator: callgrind-3.19.0\nevents: Ir\nsummary: 1000\nfn=a\n1 10\n2 20\n",
        "30 of 1,000 Ir read; 2 samples were read")]
    [InlineData(
        "version: 1\ncreator: callgrind-3.19.0\nevents: Ir\nsummary: 1000\nfn=a\n1 10\n2 20",
        "10 of 1,000 Ir read; 1 sample was read")]
    [InlineData(
        "version: 1\ncreator: callgrind-3.19.0\nevents: Ir\nfn=a\n1 10\ncfn=b\ncalls=1",
        "10 Ir read; 1 sample was read")]
    [InlineData("events: Ir\nsummary: 1000\nfn=a\n1 10\ncfn=b\ncalls=1 1\n", "10 of 1,000 Ir read; 1 sample was read")]
    [InlineData("events: Ir\nfn=a\n1 10\ncfn=b\ncalls=1 1\n", "10 Ir read; 1 sample was read")]
    [InlineData("creator: callgrind-3.19.0\nevents: Bi Bi", "0 Bi read; 0 samples were read")]
    [InlineData("events: Ir\nfn=a\n1 10\ncfn=(1", "10 Ir read; 1 sample was read")]
    [InlineData("events: Ir\nfn=a\n1 10\ncfn=(1)", "10 Ir read; 1 sample was read")]
    [InlineData("creator: callgrind-3.19.0\nevents: Ir\nsummary: 1000\n", "0 of 1,000 Ir read; 0 samples were read")]
    [InlineData("events: Ir\nfn=a\n1 10\n0x", "10 Ir read; 1 sample was read")]
    public void A_truncated_file_is_read_with_one_warning(string text, string read)
    {
        var context = new ConversionContext();

        _ = new CallgrindReader().Read(text, context);

        Assert.Equal(1, context.Diagnostics.WarningCount);
        Diagnostic truncation = context.Diagnostics.Kept.Single(d => d.Id == "callgrind.cut");
        Assert.Equal($"the file ends early: {read}", truncation.Message);
    }

    [Fact]
    public void A_last_call_without_costs_is_no_truncation_if_others_have_none()
    {
        var context = new ConversionContext();

        _ = new CallgrindReader().Read(
            "events: Ir\nfn=a\n1 10\ncfn=b\ncalls=1 1\ncfn=c\ncalls=1 1\n", context);

        Assert.Equal(2, context.Diagnostics.Counts["callgrind.call-without-costs"]);
        Assert.DoesNotContain("callgrind.cut", context.Diagnostics.Counts.Keys);
    }

    [Fact]
    public void Jumps_are_ignored_without_a_warning()
    {
        var context = new ConversionContext();

        _ = new CallgrindReader().Read("events: Ir\nfn=a\n1 10\njump=3 5\n2\njcnd=1/2 5\n3\n", context);

        Assert.Empty(context.Diagnostics.Kept);
    }

    [Theory]
    [InlineData("arcs=maybe", "option 'arcs': expected auto, true or false, found 'maybe'")]
    [InlineData("detail=-1", "option 'detail': expected a percentage from 0 to 100, found '-1'")]
    [InlineData("max-stacks=0", "option 'max-stacks': expected a number above 0, found '0'")]
    [InlineData("levels=3", "option 'levels': expected merge, keep, found '3'")]
    public void An_invalid_option_is_an_error(string option, string message)
    {
        FormatOptions options = FormatOptions.Parse([option], FormatCases.Format("callgrind").Options);

        Assert.Equal(message, Assert.Throws<FormatException>(() => CallgrindOptions.From(options)).Message);
    }

    private static Profile Corpus(string file) => FormatCases.Read(new CorpusFile("callgrind", file));

    private static string[] Names(Profile profile) =>
        [.. Text(profile).Select(t =>
            t[..t.IndexOf('@', StringComparison.Ordinal)] + t[t.IndexOf(' ', StringComparison.Ordinal)..])];

    private static string[] Text(Profile profile) =>
        [.. Rows(profile).Select(s => Text(profile, s)).Order(StringComparer.Ordinal)];

    private static IEnumerable<Sample> Rows(Profile profile) =>
        Enumerable.Range(0, profile.Samples.Count).Select(i => profile.Samples[i]);

    private static string Text(Profile profile, Sample sample)
    {
        LocationId[] frames = [.. profile[sample.Stack].ToArray().Reverse()];
        Line leaf = profile[frames[^1]].Lines[0];
        string names = string.Join(';', frames.Select(l => profile.Text(profile[profile[l].Lines[0].Function].Name)));
        string values = string.Join(' ', Enumerable.Range(0, profile.SampleTypes.Count).Select(i => sample[i]));
        return $"{names}@{profile.Text(profile[leaf.Function].File)}:{leaf.Number} {values}";
    }
}
