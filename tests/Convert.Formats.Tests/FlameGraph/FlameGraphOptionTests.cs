using Refold.Formats.FlameGraph;
using Xunit;

namespace Refold.Formats.Tests.FlameGraph;

public sealed class FlameGraphOptionTests
{
    [Fact]
    public void The_declared_defaults_are_those_of_the_options_record()
    {
        FlameGraphOptions options = FlameGraphOptions.From(FormatOptions.Parse([], new FlameGraphFormat().Options));

        Assert.Equivalent(new FlameGraphOptions(), options);
    }

    [Theory]
    [InlineData("width=99", "option 'width': expected a number from 100 to 1000000, found '99'")]
    [InlineData("width=wide", "option 'width': expected a whole number, found 'wide'")]
    [InlineData("height=0", "option 'height': expected a number from 1 to 1000, found '0'")]
    [InlineData("minwidth=5px", "option 'minwidth': expected a number of pixels, or of percent with %, found '5px'")]
    [InlineData("minwidth=-1", "option 'minwidth': expected a number of pixels, or of percent with %, found '-1'")]
    [InlineData("fontsize=NaN", "option 'fontsize': expected a number, found 'NaN'")]
    [InlineData("fontsize=0.5", "option 'fontsize': expected a number from 1 to 1000, found '0.5'")]
    [InlineData("factor=0", "option 'factor': expected a number from 1E-18 to 1E+18, found '0'")]
    [InlineData("fonttype=a;}", "option 'fonttype': expected letters, digits, blanks or one of ,.'\"_-, found 'a;}'")]
    [InlineData("bgcolors=#12345", "option 'bgcolors': expected yellow, blue, green, grey or #rrggbb, found '#12345'")]
    [InlineData("searchcolor=pink", "option 'searchcolor': expected #rrggbb or rgb(r,g,b), found 'pink'")]
    [InlineData("encoding=utf-16", "option 'encoding': expected an encoding that contains ASCII, found 'utf-16'")]
    [InlineData("encoding=\"x", "option 'encoding': expected an encoding that contains ASCII, found '\"x'")]
    [InlineData("diff=some", "option 'diff': expected self, total, relative, none, found 'some'")]
    [InlineData("theme=dim", "option 'theme': expected auto, light, dark, found 'dim'")]
    [InlineData("inverted=maybe", "option 'inverted': expected true or false, found 'maybe'")]
    [InlineData("total=-1", "option 'total': expected a number from 0 to 9.223372036854776E+18, found '-1'")]
    public void A_value_that_is_not_valid_is_an_error_with_the_name_of_the_option(string pair, string message)
    {
        var format = new FlameGraphFormat();

        FormatException error = Assert.Throws<FormatException>(
            () => format.CreateWriter(FormatOptions.Parse([pair], format.Options)));

        Assert.Equal(message, error.Message);
    }

    [Fact]
    public void An_options_record_is_validated_like_a_command_line()
    {
        FormatException error = Assert.Throws<FormatException>(
            () => new FlameGraphWriter(new FlameGraphOptions { FontType = "x</style>" }));

        Assert.StartsWith("option 'fonttype': ", error.Message);
    }

    [Theory]
    [InlineData("colors=mem", "#eef2ee #e0ffe0")]
    [InlineData("colors=io", "#eeeeee #e0e0ff")]
    [InlineData("colors=aqua", "#f8f8f8 #e8e8e8")]
    [InlineData("colors=java", "#eeeeee #eeeeb0")]
    [InlineData("bgcolors=#1a2B3c", "#1a2B3c #1a2B3c")]
    public void The_background_is_chosen_by_the_palette_unless_it_is_given(string pair, string stops)
    {
        Svg svg = Svg.Draw(Stacks.Parse("f 1"), pair);

        Assert.Equal(
            stops, string.Join(' ', svg.ById("background").Elements().Select(e => e.Attribute("stop-color")!.Value)));
    }

    [Theory]
    [InlineData("theme=auto", true, true)]
    [InlineData("theme=light", false, false)]
    [InlineData("theme=dark", true, false)]
    public void The_theme_is_chosen_by_the_option_or_by_the_browser(string pair, bool hasDark, bool asksBrowser)
    {
        string text = Svg.Draw(Stacks.Parse("f 1"), pair).Text;

        Assert.Equal(hasDark, text.Contains("#background stop", StringComparison.Ordinal));
        Assert.Equal(asksBrowser, text.Contains("prefers-color-scheme", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("bgcolors=blue", false, false)]
    [InlineData("bgcolors=blue theme=light", false, false)]
    [InlineData("bgcolors=blue theme=dark", true, false)]
    public void A_given_background_is_not_replaced_by_a_dark_one(string pairs, bool hasLightTexts, bool asksBrowser)
    {
        string text = Svg.Draw(Stacks.Parse("f 1"), pairs.Split(' ')).Text;

        Assert.DoesNotContain("#background stop", text);
        Assert.Equal(hasLightTexts, text.Contains("fill:rgb(225,225,225)", StringComparison.Ordinal));
        Assert.Equal(asksBrowser, text.Contains("prefers-color-scheme", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("9", "1090.00 1174.00 1090.00")]
    [InlineData("12", "1090.00 1174.00 1090.00")]
    [InlineData("13", "1081.00 1172.00 1081.00")]
    [InlineData("24", "990.00 1158.00 990.00")]
    public void Texts_at_the_right_move_left_with_large_fonts(string fontSize, string positions)
    {
        Svg svg = Svg.Draw(Stacks.Parse("f 1"), "fontsize=" + fontSize);

        Assert.Equal(positions, string.Join(
            ' ', ((string[])["search", "ignorecase", "matched"]).Select(id => svg.ById(id).Attribute("x")!.Value)));
    }

    [Fact]
    public void Sizes_are_written_as_given()
    {
        Svg svg = Svg.Draw(Stacks.Parse("f 1"), "fontsize=13.5", "height=20", "width=601");

        Assert.Equal("117.5", svg.Root.Attribute("height")!.Value);
        Assert.Equal("41.5", svg.Rect("f", "y"));
        Assert.Equal("19.0", svg.Rect("f", "height"));
        Assert.Equal("300.00", svg.ById("title").Attribute("x")!.Value);
        Assert.Contains("font-family:Verdana, sans-serif; font-size:13.5px;", svg.Text);
    }

    [Fact]
    public void Frames_are_annotated_for_palettes_that_read_annotations()
    {
        var format = new FlameGraphFormat();

        Assert.Equal("All", Annotations("colors=java"));
        Assert.Equal("None", Annotations("colors=hot"));
        Assert.Equal("Kernel", Annotations("colors=js", "annotations=kernel"));

        string Annotations(params string[] pairs) =>
            FlameGraphOptions.From(FormatOptions.Parse(pairs, format.Options)).Names.Annotations.ToString();
    }

    [Fact]
    public void The_command_name_is_the_root_and_parameters_are_removed_as_in_folded_stacks()
    {
        var builder = new ProfileBuilder(new SampleType("cycles", "count"));
        LabelSetId labels = builder.AddLabels(
            Label.OfText(builder.AddString("comm"), builder.AddString("my app")));
        StackId stack = builder.AddStack([builder.AddLocation(builder.AddFunction("f(int)"))]);
        builder.AddSample(stack, [3], labels);
        Profile profile = builder.Build();

        Assert.Equal(["all", "my_app", "f"], Names(Svg.Draw(profile)));
        Assert.Equal(["all", "f(int)"], Names(Svg.Draw(profile, "roots=none", "tidy=false")));

        static IEnumerable<string> Names(Svg svg) =>
            svg.Titles.Select(t => t[..t.LastIndexOf(" (", StringComparison.Ordinal)]);
    }

    [Fact]
    public void Only_a_flame_chart_requests_the_order_of_samples()
    {
        Assert.False(new FlameGraphWriter().Request.Has(ProfileFacts.Order));
        Assert.True(new FlameGraphWriter(new FlameGraphOptions { FlameChart = true }).Request.Has(ProfileFacts.Order));
    }
}
