using System.Globalization;
using Refold.Formats;
using Xunit;

namespace Refold.Core.Tests;

public sealed class FormatOptionsTests
{
    private static readonly FormatOption[] Known =
        [new("width", "1200", "The width"), new("title", "", "The title"), new("flag", "false", "A flag")];

    [Fact]
    public void An_option_that_is_not_given_has_its_default()
    {
        FormatOptions options = FormatOptions.Parse([], Known);

        Assert.Equal("1200", options.Text("width"));
        Assert.Equal(1200, options.Integer("width"));
        Assert.Equal("", options.Text("title"));
        Assert.Equal(7, options.Integer("title", fallback: 7));
        Assert.False(options.Flag("flag", fallback: true));
    }

    [Fact]
    public void The_last_value_of_an_option_counts_and_may_contain_an_equals_sign()
    {
        FormatOptions options = FormatOptions.Parse(["title=a=b", "width=1", "width=2"], Known);

        Assert.Equal("a=b", options.Text("title"));
        Assert.Equal(2, options.Integer("width"));
    }

    [Fact]
    public void A_name_alone_means_true() => Assert.True(FormatOptions.Parse(["flag"], Known).Flag("flag"));

    [Fact]
    public void An_unknown_option_is_rejected_with_the_known_ones()
    {
        var error = Assert.Throws<FormatException>(() => FormatOptions.Parse(["wdith=3"], Known));
        var none = Assert.Throws<FormatException>(() => FormatOptions.Parse(["wdith=3"], []));

        Assert.Equal("option 'wdith': expected width, title, flag", error.Message);
        Assert.Equal("option 'wdith': expected no options", none.Message);
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("YES", true)]
    [InlineData("on", true)]
    [InlineData("1", true)]
    [InlineData("False", false)]
    [InlineData("no", false)]
    [InlineData("off", false)]
    [InlineData("0", false)]
    public void A_flag_is_true_or_false_in_several_words(string text, bool value) =>
        Assert.Equal(value, FormatOptions.Parse([$"flag={text}"], Known).Flag("flag"));

    [Theory]
    [InlineData("1,5")]
    [InlineData("x")]
    [InlineData("1.5")]
    [InlineData("99999999999999999999")]
    public void A_whole_number_consists_of_digits(string text)
    {
        FormatOptions options = FormatOptions.Parse([$"width={text}"], Known);

        var error = Assert.Throws<FormatException>(() => options.Integer("width"));

        Assert.Equal($"option 'width': expected a whole number, found '{text}'", error.Message);
    }

    [Theory]
    [InlineData("1.5", 1.5)]
    [InlineData("-2e3", -2000)]
    public void A_number_has_a_point_in_every_culture(string text, double value)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
        try
        {
            Assert.Equal(value, FormatOptions.Parse([$"width={text}"], Known).Number("width"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("1,5")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("wide")]
    public void A_number_is_finite(string text)
    {
        FormatOptions options = FormatOptions.Parse([$"width={text}"], Known);

        var error = Assert.Throws<FormatException>(() => options.Number("width"));

        Assert.Equal($"option 'width': expected a number, found '{text}'", error.Message);
    }

    [Fact]
    public void A_choice_is_one_of_the_known_words()
    {
        FormatOptions options = FormatOptions.Parse(["title=c", "flag=maybe"], Known);

        Assert.Equal("c", options.Choice("title", "b", "c"));
        Assert.Equal(
            "option 'title': expected a, b, found 'c'",
            Assert.Throws<FormatException>(() => options.Choice("title", "a", "b")).Message);
        Assert.Equal(
            "option 'flag': expected true or false, found 'maybe'",
            Assert.Throws<FormatException>(() => options.Flag("flag")).Message);
    }
}
