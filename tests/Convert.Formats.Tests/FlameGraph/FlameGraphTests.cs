using System.Text;
using System.Xml;
using FsCheck.Xunit;
using Refold.Formats.FlameGraph;
using Refold.Testing;
using Xunit;

namespace Refold.Formats.Tests.FlameGraph;

public sealed class FlameGraphTests
{
    private static readonly Profile Small = Stacks.Parse(
        "main;Idle 20", "main;work;leaf 30", "main;work;other 10", "main;work 10", "rest 30");

    [Fact]
    public void The_title_of_a_frame_has_its_value_and_its_percentage()
    {
        Svg svg = Svg.Draw(Small);

        Assert.Equal(
            [
                "all (100 samples, 100%)", "main (70 samples, 70.00%)", "Idle (20 samples, 20.00%)",
                "work (50 samples, 50.00%)", "leaf (30 samples, 30.00%)", "other (10 samples, 10.00%)",
                "rest (30 samples, 30.00%)",
            ],
            svg.Titles);
    }

    [Fact]
    public void A_frame_is_drawn_on_its_caller_to_the_right_of_the_callers_own_samples()
    {
        Svg svg = Svg.Draw(Small);

        Assert.Equal("10.0 1180.0", svg.Place("all"));
        Assert.Equal("10.0 826.0", svg.Place("main"));
        Assert.Equal("246.0 590.0", svg.Place("work"));
        Assert.Equal("364.0 354.0", svg.Place("leaf"));
        Assert.Equal("718.0 118.0", svg.Place("other"));
        Assert.Equal(["85", "69", "53", "37"], new[] { "all", "main", "work", "leaf" }.Select(n => svg.Rect(n, "y")));
    }

    [Fact]
    public void Texts_around_the_frames_have_the_ids_and_positions_of_flamegraph_pl()
    {
        Svg svg = Svg.Draw(Small, "subtitle=second");

        Assert.Equal("1200 158", $"{svg.Root.Attribute("width")?.Value} {svg.Root.Attribute("height")?.Value}");
        Assert.Equal(
            ["title 600.00 24 Flame Graph", "subtitle 600.00 48 second", "details 10.00 141  ",
                "unzoom 10.00 24 Reset Zoom", "search 1090.00 24 Search", "ignorecase 1174.00 24 ic",
                "matched 1090.00 141  "],
            svg.Root.Elements().Where(e => e.Name.LocalName == "text").Select(
                e => $"{e.Attribute("id")!.Value} {e.Attribute("x")!.Value} {e.Attribute("y")!.Value} {e.Value}"));
        Assert.All(
            svg.Frames, f => Assert.Equal(["title", "rect", "text"], f.Elements().Select(e => e.Name.LocalName)));
    }

    [Fact]
    public void Frames_below_the_minimum_width_are_not_drawn_but_keep_their_gap()
    {
        Profile profile = Stacks.Parse("a 1", "b;x 50", "c 1", "d 48");

        Svg svg = Svg.Draw(profile, "minwidth=2%");

        Assert.Equal(["all", "b", "x", "d"], svg.Titles.Select(t => t.Split(' ')[0]));
        Assert.Equal("21.8 590.0", svg.Place("b"));
        Assert.Equal("623.6 566.4", svg.Place("d"));
        Assert.Equal("100 1+50 50 1+48 ", svg.ById("spans").Value);
    }

    [Fact]
    public void A_minimum_width_without_a_percent_sign_is_in_pixels()
    {
        Profile profile = Stacks.Parse("a 1", "b 117", "c 2");

        Assert.Equal(3, Svg.Draw(profile, "width=140", "minwidth=2").Frames.Count);
        Assert.Equal(4, Svg.Draw(profile, "width=140", "minwidth=1").Frames.Count);
    }

    [Fact]
    public void A_minimum_width_above_all_frames_gives_a_picture_without_frames()
    {
        Svg svg = Svg.Draw(Small, "total=1000", "minwidth=50%");

        Assert.Empty(svg.Frames);
    }

    [Fact]
    public void A_total_above_the_sum_is_the_value_of_the_full_width()
    {
        Svg svg = Svg.Draw(Small, "total=200");

        Assert.Equal("all (200 samples, 100%)", svg.Titles[0]);
        Assert.Equal("main (70 samples, 35.00%)", svg.Titles[1]);
        Assert.Equal("10.0 413.0", svg.Place("main"));
    }

    [Fact]
    public void An_inverted_graph_has_its_root_at_the_top()
    {
        Svg svg = Svg.Draw(Small, "inverted", "subtitle=below the title");

        Assert.Equal("Icicle Graph", svg.ById("title").Value);
        Assert.Equal(["60", "76", "92"], new[] { "all", "main", "work" }.Select(n => svg.Rect(n, "y")));
    }

    [Fact]
    public void Reversed_stacks_are_merged_from_the_leaf()
    {
        Svg svg = Svg.Draw(Stacks.Parse("a;c 1", "b;c 2", "b 4"), "reverse");

        Assert.Equal(
            ["all (7", "b (4", "c (3", "a (1", "b (2"], svg.Titles.Select(t => t.Split(" samples")[0]));
    }

    [Fact]
    public void A_flame_chart_keeps_the_order_of_samples_and_merges_only_adjacent_ones()
    {
        Svg svg = Svg.Draw(Stacks.Parse("b;x 1", "b;y 2", "b 1", "b;y 3", "a 1", "b 1"), "flamechart");

        Assert.Equal("Flame Chart", svg.ById("title").Value);
        Assert.Equal(
            ["all (9", "b (7", "x (1", "y (2", "y (3", "a (1", "b (1"], svg.Titles.Select(t => t.Split(" samples")[0]));
        Assert.Equal("9 7 1 2 1+3 1 1 ", svg.ById("spans").Value);
    }

    [Theory]
    [InlineData("tid=7", "tid=8", "7", "8")]
    [InlineData("comm=\"app\" pid=1 tid=7", "comm=\"app\" pid=1 tid=8", "app-1/7", "app-1/8")]
    [InlineData("goroutine=7 tid=1", "goroutine=8 tid=1", "7", "8")]
    [InlineData("thread=\"w-1\"", "thread=\"w-2\"", "w-1", "w-2")]
    public void Threads_of_a_flame_chart_are_side_by_side(string labels, string others, string root, string other)
    {
        Profile profile = Profiles.Parse(
            "refold profile 1\ntype samples count\nfunction 1 \"a\"\nfunction 2 \"b\"\nlocation 1 in 1\n"
            + $"location 2 in 2\nstack 1: 1\nstack 2: 2\nlabels 1: {labels}\nlabels 2: {others}\n"
            + "sample 1 stack 1 labels 1\nsample 2 stack 2 labels 2\nsample 1 stack 1 labels 1\n");

        Svg svg = Svg.Draw(profile, "flamechart");

        Assert.Equal(
            ["all (4", $"{root} (2", "a (2", $"{other} (2", "b (2"], svg.Titles.Select(t => t.Split(" samples")[0]));
    }

    [Theory]
    [InlineData("roots=none", "all (4|a (1|b (2|a (1")]
    [InlineData("roots=comm", "all (4|app (4|a (1|b (2|a (1")]
    public void A_flame_chart_with_a_given_root_mixes_threads(string roots, string expected)
    {
        Profile profile = Profiles.Parse(
            "refold profile 1\ntype samples count\nfunction 1 \"a\"\nfunction 2 \"b\"\nlocation 1 in 1\n"
            + "location 2 in 2\nstack 1: 1\nstack 2: 2\n"
            + "labels 1: comm=\"app\" tid=7\nlabels 2: comm=\"app\" tid=8\n"
            + "sample 1 stack 1 labels 1\nsample 2 stack 2 labels 2\nsample 1 stack 1 labels 1\n");

        Svg svg = Svg.Draw(profile, "flamechart", roots);

        Assert.Equal(expected.Split('|'), svg.Titles.Select(t => t.Split(" samples")[0]));
    }

    [Fact]
    public void With_a_base_stacks_start_at_its_last_call()
    {
        Svg svg = Svg.Draw(Stacks.Parse("a;f;b 1", "a;f;c;f;d 2", "x;y 4", "f 8"), "base=f;nothing");

        Assert.Equal(
            ["all (11", "f (11", "b (1", "d (2"], svg.Titles.Select(t => t.Split(" samples")[0]));
    }

    [Fact]
    public void A_base_works_with_reversed_stacks_and_flame_charts()
    {
        Profile profile = Stacks.Parse("a;f;b 1", "x;y 4", "f;b 8");

        Assert.Equal(["all (9", "b (9", "f (9"], Titles("base=f", "reverse"));
        Assert.Equal(["all (9", "f (9", "b (9"], Titles("base=f", "flamechart"));

        IEnumerable<string> Titles(params string[] options) =>
            Svg.Draw(profile, options).Titles.Select(t => t.Split(" samples")[0]);
    }

    // "a b" sorts before "a;x": a blank is less than a semicolon.
    [Fact]
    public void Frames_are_in_the_order_of_a_sorted_folded_file()
    {
        Svg svg = Svg.Draw(Stacks.Parse("a;x 1", "a b 1", "é 1", "b 1", "Z 1", "a-1 1", "b-1 1", "a b;y 1"));

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
    public void A_label_is_cut_to_the_width_of_its_frame(string name, int pixels, string expected)
    {
        // A character has 7.08 pixels; the other frame fills the rest of the 1180 pixels.
        Svg svg = Svg.Draw(Stacks.Parse($"{name} {pixels}", $"zz {1180 - pixels}"));

        Assert.Equal(expected, Assert.Single(svg.Labels, label => label is not ("all" or "zz")));
    }

    [Fact]
    public void Annotations_select_the_colour_and_are_not_shown()
    {
        Svg svg = Svg.Draw(Stacks.Parse("f_[k] 1", "g_[x] 1"), "colors=java");

        Assert.Equal(["f (1 samples, 50.00%)", "g_[x] (1 samples, 50.00%)"], svg.Titles.Skip(1));
        Assert.Equal("f", svg.Labels[1]);
        Assert.EndsWith(",0)", svg.Rect("f", "fill")); // an orange, for the kernel
    }

    [Fact]
    public void After_a_separator_frame_the_chain_palette_colours_wakers()
    {
        Svg svg = Svg.Draw(Stacks.Parse("a;b;--;c;--;d 1"), "colors=chain");

        // flamegraph.pl appends _[w] to these names, which changes their shade.
        var colors = new FrameColors(new FlameGraphOptions { Palette = FlameGraphPalette.Chain }, null);
        Assert.Equal(colors.Get("b"u8, isWaker: false, 1).ToString(), svg.Rect("b", "fill"));
        Assert.Equal(colors.Get("c_[w]"u8, isWaker: false, 1).ToString(), svg.Rect("c", "fill"));
        Assert.Equal(colors.Get("d_[w]"u8, isWaker: false, 1).ToString(), svg.Rect("d", "fill"));
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
    public void Values_in_titles_have_a_readable_unit(string name, string unit, long value, string title)
    {
        Svg svg = Svg.Draw(Stacks.Parse(new SampleType(name, unit), $"f {value}"));

        Assert.Equal(title, svg.Titles[1]);
    }

    [Fact]
    public void With_a_count_name_or_a_factor_values_are_only_multiplied()
    {
        Profile profile = Stacks.Parse(new SampleType("cpu", "nanoseconds"), "f 1500000", "g 500000");

        Assert.Equal("f (1,500,000 ticks, 75.00%)", Svg.Draw(profile, "countname=ticks").Titles[1]);
        Assert.Equal("f (2 ms, 75.00%)", Svg.Draw(profile, "countname=ms", "factor=0.000001").Titles[1]);
        Assert.Equal("f (3,000,000 nanoseconds, 75.00%)", Svg.Draw(profile, "factor=2").Titles[1]);
    }

    [Fact]
    public void Sums_beyond_64_bits_are_exact()
    {
        Svg svg = Svg.Draw(Stacks.Parse($"a {long.MaxValue}", $"b {long.MaxValue}"));

        Assert.Equal("all (18,446,744,073,709,551,614 samples, 100%)", svg.Titles[0]);
        Assert.Equal("600.0 590.0", svg.Place("b"));
    }

    [Fact]
    public void A_profile_without_values_gives_a_picture_with_a_message()
    {
        var context = new ConversionContext();

        Svg svg = Svg.Draw(Stacks.Parse("a 0"), options: null, context);

        Assert.Equal("ERROR: No valid input provided to refold.", svg.Root.Value.Trim());
        Assert.Equal([EmptyOutput.NoValues], context.Diagnostics.Counts.Keys);
    }

    [Fact]
    public void The_samples_of_an_empty_stack_count_for_the_root()
    {
        var builder = new ProfileBuilder(new SampleType("samples", "count"));
        builder.AddSample(default, [5]);
        builder.AddSample(builder.AddStack([builder.AddLocation(builder.AddFunction("f"))]), [5]);

        Svg svg = Svg.Draw(builder.Build());

        Assert.Equal("600.0 590.0", svg.Place("f"));
    }

    [Fact]
    public void A_stack_of_50000_frames_is_drawn()
    {
        string stack = string.Join(';', Enumerable.Range(0, 50_000).Select(i => $"f{i % 7}"));

        Svg svg = Svg.Draw(Stacks.Parse($"{stack} 1"));

        Assert.Equal(50_001, svg.Frames.Count);
    }

    [Property(MaxTest = 300)]
    public void No_name_becomes_markup(byte[] bytes)
    {
        byte[] name = [.. bytes, (byte)'x'];
        var builder = new ProfileBuilder(new SampleType("samples", "count"));
        var function = new Function(builder.AddString(name));
        builder.AddSample(builder.AddStack([builder.AddLocation(builder.AddFunction(function))]), [5]);

        Svg svg = Svg.Draw(builder.Build());

        // The XML parser accepted the document. Two frames: the name did not become an element.
        Assert.Equal(2, svg.Frames.Count);
        string shown = Encoding.UTF8.GetString(name).Replace(';', ':');
        Assert.Equal(Visible(shown), Visible(svg.Titles[1].Split(" (5 samples")[0]));
    }

    [Fact]
    public void With_another_encoding_the_file_is_ASCII()
    {
        byte[] bytes = new FlameGraphWriter(new FlameGraphOptions { Encoding = "ISO-8859-1", Title = "Größe" })
            .Write(Stacks.Parse("é😀 5"));

        string text = Encoding.ASCII.GetString(bytes);
        Assert.All(bytes, b => Assert.InRange(b, 0, 127));
        Assert.StartsWith("<?xml version=\"1.0\" encoding=\"ISO-8859-1\" standalone=\"no\"?>\n", text);
        Assert.Contains("<title>&#xe9;&#x1f600; (5 samples, 100.00%)</title>", text);
        Assert.Contains(">Gr&#xf6;&#xdf;e</text>", text);
    }

    [Fact]
    public void Notes_cannot_end_their_comment()
    {
        Svg svg = Svg.Draw(Small, new FlameGraphOptions { Notes = "a --> b ---- <c> é\u0000-" });

        Assert.Contains("<!-- NOTES: a - -> b - - - - <c> ??- -->\n", svg.Text);
    }

    [Fact]
    public void Cancellation_stops_writing()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        var context = new ConversionContext { Cancellation = source.Token };

        Assert.Throws<OperationCanceledException>(() => new FlameGraphWriter().Write(Small, context));
    }

    // The characters that are not replaced or normalised.
    private static string Visible(string text) => new([.. text.Where(
        c => !char.IsControl(c) && c is not ('\uFFFD' or '\uFFFE' or '\uFFFF' or ' ') && XmlConvert.IsXmlChar(c))]);
}
