using System.Text;
using System.Xml;
using FsCheck.Xunit;
using Refold.Formats.FlameGraph;
using Refold.Testing;
using Xunit;

namespace Refold.Formats.Tests.FlameGraph;

public sealed class FlameGraphTests
{
    private static readonly Profile Small = Stacks.Of(
        "main;Idle 20", "main;work;leaf 30", "main;work;other 10", "main;work 10", "rest 30");

    [Fact]
    public void Each_frame_tells_its_samples_and_its_share()
    {
        Svg svg = Svg.Of(Small);

        Assert.Equal(
            [
                "all (100 samples, 100%)", "main (70 samples, 70.00%)", "Idle (20 samples, 20.00%)",
                "work (50 samples, 50.00%)", "leaf (30 samples, 30.00%)", "other (10 samples, 10.00%)",
                "rest (30 samples, 30.00%)",
            ],
            svg.Titles);
    }

    [Fact]
    public void A_frame_lies_on_its_caller_beside_its_caller_s_own_samples()
    {
        Svg svg = Svg.Of(Small);

        Assert.Equal("10.0 1180.0", svg.Place("all"));
        Assert.Equal("10.0 826.0", svg.Place("main"));
        Assert.Equal("246.0 590.0", svg.Place("work"));
        Assert.Equal("364.0 354.0", svg.Place("leaf"));
        Assert.Equal("718.0 118.0", svg.Place("other"));
        Assert.Equal(["85", "69", "53", "37"], new[] { "all", "main", "work", "leaf" }.Select(n => svg.Rect(n, "y")));
    }

    [Fact]
    public void What_scripts_look_for_has_its_id_and_its_place()
    {
        Svg svg = Svg.Of(Small, "subtitle=second");

        Assert.Equal("1200 158", $"{svg.Root.Attribute("width")?.Value} {svg.Root.Attribute("height")?.Value}");
        Assert.Equal(
            ["title 600.00 24 Flame Graph", "subtitle 600.00 48 second", "details 10.00 141  ",
                "unzoom 10.00 24 Reset Zoom", "search 1090.00 24 Search", "ignorecase 1174.00 24 ic",
                "matched 1090.00 141  "],
            svg.Root.Elements().Where(e => e.Name.LocalName == "text").Select(
                e => $"{e.Attribute("id")!.Value} {e.Attribute("x")!.Value} {e.Attribute("y")!.Value} {e.Value}"));
        Assert.All(svg.Frames, f => Assert.Equal(["title", "rect", "text"], f.Elements().Select(e => e.Name.LocalName)));
    }

    [Fact]
    public void Frames_below_the_minimum_are_left_out_but_keep_their_room()
    {
        Profile profile = Stacks.Of("a 1", "b;x 50", "c 1", "d 48");

        Svg svg = Svg.Of(profile, "minwidth=2%");

        Assert.Equal(["all", "b", "x", "d"], svg.Titles.Select(t => t.Split(' ')[0]));
        Assert.Equal("21.8 590.0", svg.Place("b"));
        Assert.Equal("623.6 566.4", svg.Place("d"));
        Assert.Equal("100 1+50 50 1+48 ", svg.ById("spans").Value);
    }

    [Fact]
    public void The_minimum_in_pixels_counts_pixels()
    {
        Profile profile = Stacks.Of("a 1", "b 117", "c 2");

        Assert.Equal(3, Svg.Of(profile, "width=140", "minwidth=2").Frames.Count);
        Assert.Equal(4, Svg.Of(profile, "width=140", "minwidth=1").Frames.Count);
    }

    [Fact]
    public void A_minimum_that_nothing_reaches_leaves_an_empty_picture()
    {
        Svg svg = Svg.Of(Small, "total=1000", "minwidth=50%");

        Assert.Empty(svg.Frames);
    }

    [Fact]
    public void A_total_above_the_sum_is_what_the_width_stands_for()
    {
        Svg svg = Svg.Of(Small, "total=200");

        Assert.Equal("all (200 samples, 100%)", svg.Titles[0]);
        Assert.Equal("main (70 samples, 35.00%)", svg.Titles[1]);
        Assert.Equal("10.0 413.0", svg.Place("main"));
    }

    [Fact]
    public void An_icicle_graph_has_its_root_at_the_top()
    {
        Svg svg = Svg.Of(Small, "inverted", "subtitle=below the title");

        Assert.Equal("Icicle Graph", svg.ById("title").Value);
        Assert.Equal(["60", "76", "92"], new[] { "all", "main", "work" }.Select(n => svg.Rect(n, "y")));
    }

    [Fact]
    public void Reversed_stacks_are_merged_from_the_leaf()
    {
        Svg svg = Svg.Of(Stacks.Of("a;c 1", "b;c 2", "b 4"), "reverse");

        Assert.Equal(
            ["all (7", "b (4", "c (3", "a (1", "b (2"], svg.Titles.Select(t => t.Split(" samples")[0]));
    }

    [Fact]
    public void A_chart_keeps_the_order_of_samples_and_merges_neighbours_only()
    {
        Svg svg = Svg.Of(Stacks.Of("b;x 1", "b;y 2", "b 1", "b;y 3", "a 1", "b 1"), "flamechart");

        Assert.Equal("Flame Chart", svg.ById("title").Value);
        Assert.Equal(
            ["all (9", "b (7", "x (1", "y (2", "y (3", "a (1", "b (1"], svg.Titles.Select(t => t.Split(" samples")[0]));
        Assert.Equal("9 7 1 2 1+3 1 1 ", svg.ById("spans").Value);
    }

    [Fact]
    public void With_a_base_stacks_begin_with_its_last_call()
    {
        Svg svg = Svg.Of(Stacks.Of("a;f;b 1", "a;f;c;f;d 2", "x;y 4", "f 8"), "base=f;nothing");

        Assert.Equal(
            ["all (11", "f (11", "b (1", "d (2"], svg.Titles.Select(t => t.Split(" samples")[0]));
    }

    [Fact]
    public void A_base_works_with_reversed_stacks_and_charts()
    {
        Profile profile = Stacks.Of("a;f;b 1", "x;y 4", "f;b 8");

        Assert.Equal(
            ["all (9", "b (9", "f (9"], Svg.Of(profile, "base=f", "reverse").Titles.Select(t => t.Split(" samples")[0]));
        Assert.Equal(
            ["all (9", "f (9", "b (9"], Svg.Of(profile, "base=f", "flamechart").Titles.Select(t => t.Split(" samples")[0]));
    }

    // "a b" sorts before "a" with callees, as it does in a sorted folded file: a blank comes before the semicolon.
    [Fact]
    public void Frames_stand_in_the_order_of_a_sorted_folded_file()
    {
        Svg svg = Svg.Of(Stacks.Of("a;x 1", "a b 1", "é 1", "b 1", "Z 1", "a-1 1", "b-1 1", "a b;y 1"));

        Assert.Equal(
            ["all", "Z", "a b", "y", "a-1", "a", "x", "b", "b-1", "é"], svg.Titles.Select(t => t.Split(" (")[0]));
    }

    [Theory]
    [InlineData("abcdefghij", 100, "abcdefghij")]
    [InlineData("abcdefghijklmno", 100, "abcdefghijkl..")]
    [InlineData("ab", 20, "")]
    [InlineData("abc", 22, "abc")]
    [InlineData("abcd", 22, "a..")]
    [InlineData("日本語の関数名前です", 50, "日本語の関..")]
    [InlineData("😀😀😀😀😀", 30, "😀😀..")]
    [InlineData("work_[j]", 30, "work")]
    [InlineData("a<b>c&d\"e", 90, "a<b>c&d\"e")]
    public void A_label_is_as_much_of_the_name_as_fits(string name, int pixels, string expected)
    {
        // A character takes 7.08 pixels; the other frame fills what is left of 1180.
        Svg svg = Svg.Of(Stacks.Of($"{name} {pixels}", $"zz {1180 - pixels}"));

        Assert.Equal(expected, Assert.Single(svg.Labels, label => label is not ("all" or "zz")));
    }

    [Fact]
    public void Annotations_colour_but_are_not_shown()
    {
        Svg svg = Svg.Of(Stacks.Of("f_[k] 1", "g_[x] 1"), "colors=java");

        Assert.Equal(["f (1 samples, 50.00%)", "g_[x] (1 samples, 50.00%)"], svg.Titles.Skip(1));
        Assert.Equal("f", svg.Labels[1]);
        Assert.EndsWith(",0)", svg.Rect("f", "fill")); // an orange, for the kernel
    }

    [Fact]
    public void Behind_a_separator_a_chain_shows_wakers()
    {
        Svg svg = Svg.Of(Stacks.Of("a;b;--;c;--;d 1"), "colors=chain");

        // flamegraph.pl gives these names the suffix _[w], which counts for the shade.
        var colors = new FrameColors(new FlameGraphOptions { Palette = FlameGraphPalette.Chain }, null);
        Assert.Equal(colors.Of("b"u8, isWaker: false, 1).ToString(), svg.Rect("b", "fill"));
        Assert.Equal(colors.Of("c_[w]"u8, isWaker: false, 1).ToString(), svg.Rect("c", "fill"));
        Assert.Equal(colors.Of("d_[w]"u8, isWaker: false, 1).ToString(), svg.Rect("d", "fill"));
    }

    [Theory]
    [InlineData("samples", "count", 1234, "f (1,234 samples, 100.00%)")]
    [InlineData("cycles", "count", 5, "f (5 samples, 100.00%)")]
    [InlineData("inuse_objects", "count", 5, "f (5 objects, 100.00%)")]
    [InlineData("contentions", "count", 5, "f (5 contentions, 100.00%)")]
    [InlineData("cpu", "nanoseconds", 9_999, "f (9,999 ns, 100.00%)")]
    [InlineData("cpu", "nanoseconds", 10_500_000, "f (10,500 us, 100.00%)")]
    [InlineData("cpu", "nanoseconds", 123_456_789_000, "f (123,457 ms, 100.00%)")]
    [InlineData("cpu", "nanoseconds", long.MaxValue, "f (9,223,372,037 s, 100.00%)")]
    [InlineData("cpu", "microseconds", 20_000_000, "f (20,000 ms, 100.00%)")]
    [InlineData("space", "bytes", 1_000_000, "f (1,000,000 bytes, 100.00%)")]
    [InlineData("space", "bytes", 10_485_760_000, "f (10,000 MiB, 100.00%)")]
    [InlineData("energy", "joules", 12, "f (12 joules, 100.00%)")]
    public void Values_have_the_name_and_the_unit_that_people_expect(string name, string unit, long value, string title)
    {
        Svg svg = Svg.Of(Stacks.Of(new SampleType(name, unit), $"f {value}"));

        Assert.Equal(title, svg.Titles[1]);
    }

    [Fact]
    public void A_count_name_or_a_factor_is_taken_at_its_word()
    {
        Profile profile = Stacks.Of(new SampleType("cpu", "nanoseconds"), "f 1500000", "g 500000");

        Assert.Equal("f (1,500,000 ticks, 75.00%)", Svg.Of(profile, "countname=ticks").Titles[1]);
        Assert.Equal("f (2 ms, 75.00%)", Svg.Of(profile, "countname=ms", "factor=0.000001").Titles[1]);
        Assert.Equal("f (3,000,000 nanoseconds, 75.00%)", Svg.Of(profile, "factor=2").Titles[1]);
    }

    [Fact]
    public void Sums_beyond_64_bits_are_exact()
    {
        Svg svg = Svg.Of(Stacks.Of($"a {long.MaxValue}", $"b {long.MaxValue}"));

        Assert.Equal("all (18,446,744,073,709,551,614 samples, 100%)", svg.Titles[0]);
        Assert.Equal("600.0 590.0", svg.Place("b"));
    }

    [Fact]
    public void A_profile_without_samples_gives_a_picture_that_says_so()
    {
        var context = new ConversionContext();

        Svg svg = Svg.Of(Stacks.Of("a 0"), options: null, context);

        Assert.Equal("ERROR: No valid input provided to refold.", svg.Root.Value.Trim());
        Assert.Equal([EmptyOutput.NoValues], context.Diagnostics.Counts.Keys);
    }

    [Fact]
    public void A_stack_without_frames_is_part_of_the_root()
    {
        var builder = new ProfileBuilder(new SampleType("samples", "count"));
        builder.AddSample(default, [5]);
        builder.AddSample(builder.AddStack([builder.AddLocation(builder.AddFunction("f"))]), [5]);

        Svg svg = Svg.Of(builder.Build());

        Assert.Equal("600.0 590.0", svg.Place("f"));
    }

    [Fact]
    public void Depth_is_no_matter()
    {
        string stack = string.Join(';', Enumerable.Range(0, 50_000).Select(i => $"f{i % 7}"));

        Svg svg = Svg.Of(Stacks.Of($"{stack} 1"));

        Assert.Equal(50_001, svg.Frames.Count);
    }

    [Property(MaxTest = 300)]
    public void Any_name_is_text(byte[] bytes)
    {
        byte[] name = [.. bytes, (byte)'x'];
        var builder = new ProfileBuilder(new SampleType("samples", "count"));
        var function = new Function(builder.AddString(name));
        builder.AddSample(builder.AddStack([builder.AddLocation(builder.AddFunction(function))]), [5]);

        Svg svg = Svg.Of(builder.Build());

        // An XML parser took it apart, so it is well-formed; now nothing but text came of the name.
        Assert.Equal(2, svg.Frames.Count);
        string shown = Encoding.UTF8.GetString(name).Replace(';', ':');
        Assert.Equal(Visible(shown), Visible(svg.Titles[1].Split(" (5 samples")[0]));
    }

    [Fact]
    public void With_another_encoding_the_file_is_ascii()
    {
        byte[] bytes = new FlameGraphWriter(new FlameGraphOptions { Encoding = "ISO-8859-1", Title = "Größe" })
            .Write(Stacks.Of("é😀 5"));

        string text = Encoding.ASCII.GetString(bytes);
        Assert.All(bytes, b => Assert.InRange(b, 0, 127));
        Assert.StartsWith("<?xml version=\"1.0\" encoding=\"ISO-8859-1\" standalone=\"no\"?>\n", text);
        Assert.Contains("<title>&#xe9;&#x1f600; (5 samples, 100.00%)</title>", text);
        Assert.Contains(">Gr&#xf6;&#xdf;e</text>", text);
    }

    [Fact]
    public void Notes_are_a_comment_that_they_cannot_end()
    {
        Svg svg = Svg.Of(Small, new FlameGraphOptions { Notes = "a --> b ---- <c> é\u0000-" });

        Assert.Contains("<!-- NOTES: a - -> b - - - - <c> ??- -->\n", svg.Text);
    }

    [Fact]
    public void Cancelling_stops_the_writing()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        var context = new ConversionContext { Cancellation = source.Token };

        Assert.Throws<OperationCanceledException>(() => new FlameGraphWriter().Write(Small, context));
    }

    // Only characters that both sides show the same way.
    private static string Visible(string text) =>
        new([.. text.Where(c => !char.IsControl(c) && c is not ('\uFFFD' or '\uFFFE' or '\uFFFF' or ' ') && XmlConvert.IsXmlChar(c))]);
}
