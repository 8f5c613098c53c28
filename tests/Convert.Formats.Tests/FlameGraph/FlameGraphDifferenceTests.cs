using Xunit;

namespace Refold.Formats.Tests.FlameGraph;

public sealed class FlameGraphDifferenceTests
{
    private static readonly Profile Compared = Stacks.Parse(
        "main;faster 30 10", "main;slower 10 40", "main;same 10 10", "main;gone 20 0", "main;new 0 20");

    [Fact]
    public void With_two_counts_the_second_gives_widths_and_the_change_gives_colours()
    {
        Svg svg = Svg.Draw(Compared);

        Assert.Equal(
            [
                "all (80 samples, 100%)", "main (80 samples, 100.00%; 0.00%)",
                "faster (10 samples, 12.50%; -25.00%)", "new (20 samples, 25.00%; +25.00%)",
                "same (10 samples, 12.50%; 0.00%)", "slower (40 samples, 50.00%; +37.50%)",
            ],
            svg.Titles);
        Assert.Equal("rgb(255,255,255)", svg.Rect("main", "fill"));
        Assert.Equal("rgb(70,70,255)", svg.Rect("faster", "fill"));
        Assert.Equal("rgb(255,70,70)", svg.Rect("new", "fill"));
        Assert.Equal("rgb(255,0,0)", svg.Rect("slower", "fill"));
    }

    [Fact]
    public void With_negate_more_is_blue()
    {
        Svg svg = Svg.Draw(Compared, "negate");

        Assert.Equal("rgb(0,0,255)", svg.Rect("slower", "fill"));
        Assert.Contains("slower (40 samples, 50.00%; -37.50%)", svg.Titles);
        Assert.Contains("main (80 samples, 100.00%; 0.00%)", svg.Titles);
    }

    [Fact]
    public void With_diff_total_a_caller_has_the_change_of_its_callees()
    {
        Svg svg = Svg.Draw(Stacks.Parse("main;f;a 10 40", "main;f;b 30 20", "main;g;c 10 10"), "diff=total");

        Assert.Contains("f (60 samples, 85.71%; +28.57%)", svg.Titles);
        Assert.Equal("rgb(255,70,70)", svg.Rect("f", "fill"));
        Assert.Equal("rgb(255,70,70)", svg.Rect("main", "fill"));
        Assert.Equal("rgb(255,0,0)", svg.Rect("a", "fill"));
        Assert.Equal("rgb(255,255,255)", svg.Rect("g", "fill"));
    }

    [Fact]
    public void With_diff_relative_the_colour_does_not_depend_on_the_width()
    {
        Svg svg = Svg.Draw(Stacks.Parse("wide 1000 1000", "thin 10 20", "none 0 5"), "diff=relative");

        Assert.Equal("rgb(255,105,105)", svg.Rect("thin", "fill"));
        Assert.Equal("rgb(255,0,0)", svg.Rect("none", "fill"));
        Assert.Equal("rgb(255,255,255)", svg.Rect("wide", "fill"));
    }

    [Fact]
    public void With_elided_stacks_that_disappeared_have_their_former_width()
    {
        Svg svg = Svg.Draw(Compared, "elided");

        Assert.Contains("gone (0 samples, 0.00%; -25.00%)", svg.Titles);
        Assert.Equal("128.0 236.0", svg.Place("gone"));
        Assert.Equal("rgb(70,70,255)", svg.Rect("gone", "fill"));
        Assert.Equal("all (80 samples, 100%)", svg.Titles[0]);
        Assert.Equal("slower (40 samples, 50.00%; +37.50%)", svg.Titles[^1]);
    }

    [Theory]
    [InlineData("diff=self", "red: more than before, blue: less (of the function itself)")]
    [InlineData("diff=total", "red: more than before, blue: less (with callees)")]
    [InlineData("diff=relative", "red: more than before, blue: less (with callees)")]
    [InlineData("negate", "blue: more than before, red: less (of the function itself)")]
    [InlineData("subtitle=June", "June · red: more than before, blue: less (of the function itself)")]
    [InlineData("diff=none", null)]
    [InlineData("legend=false", null)]
    public void The_subtitle_explains_the_colours(string option, string? expected)
    {
        Svg svg = Svg.Draw(Compared, option);

        Assert.Equal(expected is not null, svg.Text.Contains("id=\"subtitle\"", StringComparison.Ordinal));
        Assert.True(expected is null || svg.ById("subtitle").Value == expected);
    }

    [Fact]
    public void With_diff_none_frames_are_coloured_by_name()
    {
        Svg svg = Svg.Draw(Compared, "diff=none");

        Assert.Equal("faster (10 samples, 12.50%)", svg.Titles[2]);
        Assert.NotEqual("rgb(255,255,255)", svg.Rect("main", "fill"));
    }

    [Fact]
    public void Negative_values_have_the_width_of_their_absolute_value()
    {
        Svg svg = Svg.Draw(Stacks.Parse("main;less -30", "main;more 10"));

        Assert.Equal(
            [
                "all (-20 samples, -50.00%)", "main (-20 samples, -50.00%)", "less (-30 samples, -75.00%)",
                "more (10 samples, 25.00%)",
            ],
            svg.Titles);
        Assert.Equal("10.0 885.0", svg.Place("less"));
        Assert.Contains(">widths are absolute values, 40 samples<", svg.Text, StringComparison.Ordinal);
        Assert.Equal("rgb(0,0,255)", svg.Rect("less", "fill"));
        Assert.Equal("rgb(255,140,140)", svg.Rect("more", "fill"));
    }

    [Fact]
    public void A_flame_chart_may_be_differential()
    {
        Svg svg = Svg.Draw(Stacks.Parse("b 1 2", "a 2 1", "b 1 1"), "flamechart");

        Assert.Equal(
            ["b (2 samples, 50.00%; +25.00%)", "a (1 samples, 25.00%; -25.00%)", "b (1 samples, 25.00%; 0.00%)"],
            svg.Titles.Skip(1));
    }
}
