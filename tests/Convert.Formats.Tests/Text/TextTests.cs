using FsCheck.Xunit;
using Refold.Formats.Text;
using Refold.Testing;
using Xunit;

namespace Refold.Formats.Tests.Text;

public sealed class TextTests
{
    private static readonly TextProfileReader Reader = new();
    private static readonly TextProfileWriter Writer = new();

    [Fact]
    public void Every_row_and_fact_has_its_line()
    {
        string text = """
            refold profile 1
            samples 3
            type samples count
            type cpu nanoseconds
            default "samples"
            start 1700000000000000000
            duration 2000000000
            period 10000000 cpu nanoseconds
            clock unix
            drop "^runtime\\."
            keep "^runtime\\.main$"
            page "https://example.org/"
            comment "two\nlines"

            mapping 1 "/usr/bin/app" from 0x400000 to 0x452000 offset 0x1000 build "ab12" functions lines id 7
            mapping 2 "[vdso]"

            function 1 "main" file "main.c" line 10
            function 2 "work" system "_Z4workv" id 18446744073709551615

            location 1 mapping 1 at 0x401136 in 2:12:3 1:40 folded id 9 # work < main
            location 2 in 1 # main
            location 3 mapping 2 at 0xffffffffff600000

            stack 1: 1 2 # work < main < main
            stack 2: 3 2 # ? < main

            labels 1: pid=12 comm="a \"b\" \\ \xff" size=64bytes "odd key"=-1"odd unit" size=0

            sample 1 10000000 stack 1 labels 1 time 4567800000
            sample -9223372036854775808 0 stack 2
            sample 1 1

            end

            """;

        Profile profile = Reader.Read(text);

        Assert.Equal(text, Writer.WriteText(profile));
        Assert.Equal(ProfileFacts.All & ~ProfileFacts.Order, profile.Facts);
    }

    [Fact]
    public void The_comment_of_a_deep_stack_has_the_names_of_its_first_frames()
    {
        var builder = new ProfileBuilder(new SampleType("samples", "count"));
        LocationId[] frames =
            [.. Enumerable.Range(0, 50).Select(i => builder.AddLocation(builder.AddFunction($"f{i}")))];
        builder.AddSample(builder.AddStack(frames), [1]);

        string text = Writer.WriteText(builder.Build());

        string stack = text.Split('\n').Single(line => line.StartsWith("stack", StringComparison.Ordinal));
        Assert.EndsWith("48 49 50 # f0 < f1 < f2 < f3 < f4 < f5 < f6 < f7 < f8 < f9 < f10 < f11 < f12 < f13 < f14 < f15"
            + " < f16 < f17 < f18 < f19 < f20 < f21 < … 28 more", stack, StringComparison.Ordinal);
    }

    [Property(Arbitrary = [typeof(ProfileGenerators)])]
    public void Every_row_is_read_back_at_its_position(Profile profile)
    {
        byte[] text = Writer.Write(profile);

        Profile back = Reader.Read(text);

        Assert.Null(ProfileEquality.ExactDifference(profile, back));
        Assert.Equal(text, Writer.Write(back));
    }

    [Theory]
    [InlineData("", "test(1): expected 'refold profile 1', found nothing")]
    [InlineData("refold profile 2", "test(1): expected 'refold profile 1', found 'refold profile 2'")]
    [InlineData("refold profile 1", "test(1): expected at least one type, found none")]
    [InlineData("!type a", "test(2): expected a name, found the end of the line")]
    [InlineData("!sampel 1", "test(2): expected the keyword of a row or a fact, found 'sampel 1'")]
    [InlineData("!type a b c", "test(2): expected the end of the line, found 'c'")]
    [InlineData("!start x", "test(2): expected a whole number, found 'x'")]
    [InlineData("!start 9223372036854775808", "test(2): expected a whole number, found '9223372036854775808'")]
    [InlineData("!start 1 # one\nstart 1", "test(3): expected 'start' only once, found 'start 1'")]
    [InlineData("!clock tai", "test(2): expected 'unix' or 'start', found 'tai'")]
    [InlineData("!drop x", "test(2): expected a text in quotes, found 'x'")]
    [InlineData("!drop \"x", "test(2): expected a text with valid escapes and a closing quote, found '\"x'")]
    [InlineData("!drop \"\\q\"", "test(2): expected a text with valid escapes and a closing quote, found '\"\\q\"'")]
    [InlineData("!drop \"x\"y", "test(2): expected a blank, found 'y'")]
    [InlineData("!function 2 \"f\"", "test(2): expected function 1, found '2 \"f\"'")]
    [InlineData("!location 1 in 1", "test(2): expected a function defined above (there is none), found '1'")]
    [InlineData("!location 1 in 0:x", "test(2): expected a whole number, found 'x'")]
    [InlineData("!location 1 at 12", "test(2): expected a number that starts with 0x, found '12'")]
    [InlineData("!mapping 1 \"m\" id -1", "test(2): expected a whole number, found '-1'")]
    [InlineData("!location 1\nstack 1: 2", "test(3): expected a location defined above (1 to 1), found '2'")]
    [InlineData("!location 1\nstack 1 1", "test(3): expected ':', found ' 1'")]
    [InlineData("!labels 1: a=", "test(2): expected a whole number, found the end of the line")]
    [InlineData("!labels 1: a 5", "test(2): expected '=', found ' 5'")]
    [InlineData("!type a b\nsample", "test(3): expected a whole number, found the end of the line")]
    [InlineData("!type a b\nsample 1 stack 1", "test(3): expected a stack defined above (there is none), found '1'")]
    [InlineData("!type a b\nsample 1\ntype a b", "test(4): expected types before the first sample, found 'type a b'")]
    public void A_line_that_is_not_valid_is_an_error_with_its_line_number(string text, string message)
    {
        var error = Assert.Throws<ProfileFormatException>(
            () => Reader.Read(text.Replace("!", "refold profile 1\n", StringComparison.Ordinal)));

        Assert.Equal(message, error.Message);
    }

    [Fact]
    public void A_text_truncated_anywhere_is_an_error_or_a_warning()
    {
        string whole = Writer.WriteText(FormatCases.Read(new CorpusFile("text", "everything.refold.txt")));
        for (int length = 0; length < whole.Length - 1; length++)
        {
            var context = new ConversionContext();

            Exception? error = Record.Exception(() => Reader.Read(whole[..length], context));

            Assert.True(error is null or ProfileFormatException, $"{length}: {error}");
            Assert.True(
                error is not null || context.Diagnostics.Counts.Keys.SequenceEqual(["text.cut"]), $"cut at {length}");
        }

        var complete = new ConversionContext();
        Reader.Read(whole[..^1], complete);
        Assert.Empty(complete.Diagnostics.Counts);
    }

    [Fact]
    public void A_declared_number_of_samples_that_differs_from_the_lines_is_a_warning()
    {
        var context = new ConversionContext();

        Reader.Read("refold profile 1\nsamples 3\ntype n count\nsample 1\nend\n", context);

        Assert.Equal(
            "test(5): expected 3 samples, as the file declares, found 1 [text.samples]",
            Assert.Single(context.Diagnostics.Kept).ToString());
    }

    [Fact]
    public void Only_comments_may_follow_the_end()
    {
        Reader.Read("refold profile 1\nsamples 0\ntype n count\nend\n# checked\n");

        var error = Assert.Throws<ProfileFormatException>(
            () => Reader.Read("refold profile 1\nsamples 0\ntype n count\nend\nsample 1\n"));

        Assert.Equal("test(5): expected nothing after 'end', found 'sample 1'", error.Message);
    }
}
