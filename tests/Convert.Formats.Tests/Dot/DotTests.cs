using System.Text;
using Refold.Formats.Dot;
using Refold.Testing;
using Xunit;

namespace Refold.Formats.Tests.Dot;

public sealed class DotTests
{
    private const string Sample = """
        refold profile 1
        type cpu ms
        start 1700000000000000000
        duration 2000000000
        comment "seen"
        comment "#hidden"
        mapping 1 "/bin/app \"x\"" build "b1"
        mapping 2 "/lib/libc.so"
        function 1 "main.run" file "/src/./a/../run.go"
        function 2 "net/http.(*conn).serve" file "/src/run.go"
        location 1 mapping 1 in 1:10
        location 2 mapping 1 in 2:20 1:11
        location 3 mapping 2
        stack 1: 1
        stack 2: 2 1
        stack 3: 3 1
        labels 1: thread="\"w\"\\n" bytes=2048
        sample 1500 stack 1 labels 1
        sample 500 stack 2
        sample 20 stack 3
        """;

    [Fact]
    public void Nodes_have_names_values_and_percentages() =>
        Assert.Equal(
            [
                "main\\nrun\\n1.50s (74.26%)\\nof 2.02s (100%)",
                "http\\n(*conn)\\nserve\\n0.50s (24.75%)",
                "[libc.so]\\n0.02s (0.99%)",
            ],
            Nodes(Write(Sample)));

    [Fact]
    public void Edges_have_values_and_mark_inlined_calls() =>
        Assert.Equal(
            [
                "N1 -> N2 [label=\" 0.50s\\n (inline)\" weight=25 penwidth=2 color=\"#b23d00\"",
                "N1 -> N3 [label=\" 0.02s\" color=\"#b2b0a9\"",
            ],
            Lines(Write(Sample, "tags=false"), "N1 -> N").Select(
                l => l[..l.IndexOf(" tooltip", StringComparison.Ordinal)]));

    [Fact]
    public void The_legend_has_the_binary_the_type_and_the_shown_total() =>
        Assert.Equal(
            "subgraph cluster_L { \"File: app \\\"x\\\"\" [shape=box fontsize=16 label=\"File: app \\\"x\\\"\\l"
            + "Build ID: b1\\lseen\\lType: cpu\\lTime: 2023-11-14 22:13:20 UTC\\l"
            + "Duration: 2s, Total samples = 2.02s (101.00%)\\l"
            + "Showing nodes accounting for 2.02s, 100% of 2.02s total\\l\" tooltip=\"app \\\"x\\\"\"] }",
            Lines(Write(Sample), "subgraph")[0]);

    [Fact]
    public void The_legend_counts_dropped_nodes_and_edges()
    {
        string graph = Write(Sample, "nodefraction=0.1", "nodecount=1", "tags=false");

        Assert.Contains("Dropped 1 node (cum <= 0.20s)", graph, StringComparison.Ordinal);
        Assert.Contains("Showing top 1 nodes out of 2", graph, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_labels_are_boxes_and_numbers_are_boxes_at_these() =>
        Assert.Equal(
            [
                "N1_0 [label=\"thread:\\\"w\\\"\\\\n\" id=\"N1_0\" fontsize=8 shape=box3d tooltip=\"1.50s\"]",
                "N1_0_n0 [label=\"2kB\" id=\"N1_0_n0\" fontsize=8 shape=box3d tooltip=\"1.50s\"]",
            ],
            Lines(Write(Sample), "N1_0").Where(l => !l.Contains("->", StringComparison.Ordinal)));

    [Fact]
    public void Paths_that_differ_in_detours_are_one_file()
    {
        string[] files = Nodes(Write(Sample, "nodes=files"));

        Assert.Equal(["run.go\\n2s (99.01%)\\nof 2.02s (100%)", "[libc.so]\\n0.02s (0.99%)"], files);
        Assert.Equal(
            "main\\nrun\\nrun.go:10\\n1.50s (74.26%)", Nodes(Write(Sample, "nodes=lines"))[0].Split("\\nof")[0]);
    }

    [Theory]
    [InlineData("github.com/a/b/v3/pkg.(*T).Method", "pkg.(*T).Method")]
    [InlineData("main.main", "main.main")]
    [InlineData("a/b.c/d", "b.c/d")]
    [InlineData("a//b.c", "/b.c")]
    [InlineData("/a/b.c", "/a/b.c")]
    [InlineData("a/.b", "a/.b")]
    [InlineData("a/b.", "a/b.")]
    [InlineData("java.util.HashMap.put(Object)", "HashMap.put")]
    [InlineData("com.acme.Foo.<init>", "Foo.<init>")]
    [InlineData("acme::db::Table::find", "Table::find")]
    [InlineData("(anonymous namespace)::acme::Table::find", "Table::find")]
    [InlineData("std::sort", "std::sort")]
    [InlineData("", "")]
    public void Names_lose_their_packages_and_namespaces(string name, string shortened) =>
        Assert.Equal(shortened, DotNames.Shorten(name));

    [Theory]
    [InlineData(0, "#b2b2b2", "#ededed")]
    [InlineData(1, "#b20000", "#edd5d5")]
    [InlineData(-1, "#00b200", "#d5edd5")]
    [InlineData(double.NaN, "#b2b2b2", "#ededed")]
    [InlineData(5, "#b20000", "#edd5d5")]
    public void Colours_range_from_grey_to_red_and_green(double part, string line, string area)
    {
        Assert.Equal(line, DotColors.Line(part));
        Assert.Equal(area, DotColors.Area(part));
    }

    [Theory]
    [InlineData("type=gif", "option 'type': expected dot, svg, png, pdf, found 'gif'")]
    [InlineData("nodecount=-1", "option 'nodecount': expected 0 or more, found '-1'")]
    [InlineData("edgefraction=2", "option 'edgefraction': expected a number from 0 to 1, found '2'")]
    [InlineData(
        "nodes=packages",
        "option 'nodes': expected functions, filefunctions, files, lines, addresses, found 'packages'")]
    public void An_invalid_option_is_rejected(string option, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => Write(Sample, option)).Message);

    [Fact]
    public void The_ending_of_the_output_sets_the_type()
    {
        var format = new DotFormat();

        Assert.Equal(["type=svg"], format.OptionsFor("a.SVG"));
        Assert.Equal(["type=png"], format.OptionsFor("a.png"));
        Assert.Empty(format.OptionsFor("-"));
    }

    [Fact]
    public void Percentages_are_of_the_totals_before_filters()
    {
        Profile filtered = new NamedFilter(new SampleFilter(NamePattern.Parse("libc")), "focus=libc")
            .Apply(Profiles.Parse(Sample), new ConversionContext());
        Profile relative = new RelativePercentages().Apply(filtered, new ConversionContext());

        Assert.Equal(
            ["[libc.so]\\n0.02s (0.99%)", "main\\nrun\\n0 of 0.02s (0.99%)"],
            Nodes(new DotWriter().WriteText(filtered)).Order(StringComparer.Ordinal));
        Assert.Contains(
            "Active filters:\\l   focus=libc\\lShowing nodes accounting for 0.02s, 0.99% of 2.02s total",
            new DotWriter().WriteText(filtered),
            StringComparison.Ordinal);
        Assert.Contains(
            "Active filters:\\l   focus=libc\\lShowing nodes accounting for 20ms, 100% of 20ms total",
            new DotWriter().WriteText(relative),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Equally_heavy_numbers_are_grouped_in_the_order_of_their_texts()
    {
        const string Sizes = """
            refold profile 1
            type space bytes
            function 1 "main"
            location 1 in 1
            stack 1: 1
            labels 1: bytes=2 bytes=4 bytes=8 bytes=16 bytes=32 bytes=64 bytes=128 bytes=256 bytes=409600
            sample 1000 stack 1 labels 1
            """;

        string[] boxes = [.. Lines(Write(Sizes), "N1_n").Where(l => !l.Contains("->", StringComparison.Ordinal))];

        Assert.Equal(["16B..64B", "2B..8B", "256B..400kB", "128B"], boxes.Select(l => l.Split('"')[1]));
    }

    [Theory]
    [InlineData("a &lt; b && c &#0;", "a &amp;lt; b && c &amp;#0;")]
    [InlineData("\\N \"q\"", "\\\\N \\\"q\\\"")]
    [InlineData("a\r\nb\u001b\u202e\ufffe", "a\\lb\ufffd\ufffd\ufffd")]
    public void Text_is_escaped_for_Graphviz(string text, string escaped) =>
        Assert.Equal(escaped, DotString.Escape(text));

    [Fact]
    public void Text_longer_than_Graphviz_accepts_is_cut()
    {
        string escaped = DotString.Escape(new string('"', 5000));

        Assert.Equal(new StringBuilder().Insert(0, "\\\"", 1998) + "…", escaped);
        Assert.Equal(new string('x', 4000), DotString.Escape(new string('x', 4000)));
    }

    [Fact]
    public void A_profile_without_samples_is_an_empty_graph() =>
        Assert.Empty(Nodes(Write("refold profile 1\ntype a b")));

    private static string Write(string profile, params string[] options)
    {
        var format = new DotFormat();
        return format.CreateWriter(FormatOptions.Parse(options, format.Options)).WriteText(Profiles.Parse(profile));
    }

    private static string[] Lines(string graph, string start) =>
        [.. graph.Split('\n').Where(l => l.StartsWith(start, StringComparison.Ordinal))];

    private static string[] Nodes(string graph) =>
    [
        .. Lines(graph, "N")
            .Where(l => l.Contains("id=\"node", StringComparison.Ordinal))
            .Select(l => l.Split('"')[1]),
    ];
}
