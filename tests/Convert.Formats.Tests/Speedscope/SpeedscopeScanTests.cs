using System.Globalization;
using System.Text;
using FsCheck.Xunit;
using Refold.Formats.Folded;
using Refold.Formats.Speedscope;
using Refold.Testing;
using Xunit;

namespace Refold.Formats.Tests.Speedscope;

/// <summary>The fast paths for stacks, weights and events give the same results as the tokens.</summary>
public sealed class SpeedscopeScanTests
{
    [Theory]
    [InlineData("""{"type":"O","frame":12,"at":3.5},""")]
    [InlineData("""{"at":3.5,"frame":12,"type":"O"},""")]
    [InlineData("""  { "frame" : 12 , "type" : "O" , "at" : 35e-1 }  ,""")]
    [InlineData("{\n\t\"type\": \"O\",\r\n\t\"frame\": 12,\n\t\"at\": 3.500 },")]
    public void An_event_in_a_usual_form_is_read(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);

        int length = SpeedscopeScan.Event(bytes, out bool isOpen, out int frame, out JsonNumber at);

        Assert.Equal(text.Length, length);
        Assert.True(isOpen);
        Assert.Equal(12, frame);
        Assert.True(at.TryScale(1, out long tenths, out bool isExact));
        Assert.Equal((35, true), (tenths, isExact));
    }

    [Theory]
    [InlineData("""{"type":"C","frame":0,"at":0},""")]
    [InlineData("""{ "at" : 12.25, "frame" : 7, "type" : "C" } ,""")]
    public void An_event_truncated_anywhere_is_incomplete(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        for (int length = 0; length < bytes.Length; length++)
        {
            Assert.Equal(SpeedscopeScan.Incomplete, SpeedscopeScan.Event(bytes.AsSpan(0, length), out _, out _, out _));
        }

        Assert.Equal(bytes.Length, SpeedscopeScan.Event(bytes, out bool isOpen, out _, out _));
        Assert.False(isOpen);
    }

    [Theory]
    [InlineData("""{"type":"O","frame":1,"at":3,"more":0},""")]
    [InlineData("""{"type":"O","frame":1},""")]
    [InlineData("""{"type":"O","type":"C","frame":1,"at":3},""")]
    [InlineData("""{"type":"X","frame":1,"at":3},""")]
    [InlineData("""{"type":"OO","frame":1,"at":3},""")]
    [InlineData("""{"type":"O","frame":-1,"at":3},""")]
    [InlineData("""{"type":"O","frame":01,"at":3},""")]
    [InlineData("""{"type":"O","frame":1.0,"at":3},""")]
    [InlineData("""{"type":"O","frame":1,"at":.3},""")]
    [InlineData("""{"type":"O","frame":1,"at":"3"},""")]
    [InlineData("""{"type":"O","frame":1,"at":3,},""")]
    [InlineData("""{"t\u0079pe":"O","frame":1,"at":3},""")]
    [InlineData("""{"type":"O","frame":1,"at":3}]""")]
    [InlineData("""{},""")]
    [InlineData("""[1],""")]
    public void An_event_in_another_form_is_left_to_the_tokens(string text) =>
        Assert.Equal(
            SpeedscopeScan.Other, SpeedscopeScan.Event(Encoding.UTF8.GetBytes(text), out _, out _, out _));

    // An unknown property makes an event unusual, and changes nothing.
    [Property]
    public void Events_read_the_same_by_scan_and_by_token(int seed)
    {
        var random = new Random(seed);
        StringBuilder usual = new();
        StringBuilder unusual = new();
        int count = random.Next(1, 40);
        decimal time = 0;
        for (int i = 0; i < count; i++)
        {
            time += random.Next(0, 4000) / 1000m;
            string[] properties =
            [
                random.Next(2) == 0 ? "\"type\":\"O\"" : "\"type\" : \"C\"",
                string.Create(CultureInfo.InvariantCulture, $"\"frame\":{random.Next(4)}"),
                string.Create(CultureInfo.InvariantCulture, $"\"at\": {time}"),
            ];
            random.Shuffle(properties);
            string comma = i == 0 ? "" : ",";
            usual.Append(comma).Append('{').AppendJoin(random.Next(2) == 0 ? "," : " , ", properties).Append('}');
            unusual.Append(comma).Append('{').AppendJoin(',', properties).Append(",\"x\":0}");
        }

        (string text, string warnings) = Read(usual.ToString(), random.Next(1, 20));

        Assert.Equal(Read(unusual.ToString(), 64), (text, warnings));
    }

    [Theory]
    [InlineData("""{"type":"O","frame":0,"at":0},{"type":"O","frame":1,"at":10}""", "2")]
    [InlineData("""{"type":"O","frame":0,"at":0},{"type":"O","frame":1,"at":10},""", "2")]
    [InlineData("""{"type":"O","frame":0,"at":0},{"type":"O","frame":1,"at":10""", "1")]
    public void Each_complete_event_of_a_truncated_file_counts(string events, string stacks)
    {
        string json = $$"""
            {"shared":{"frames":[{"name":"a"},{"name":"b"}]},
            "profiles":[{"type":"evented","name":"t","unit":"none","startValue":0,"endValue":100,"events":[{{events}}
            """;
        var context = new ConversionContext();

        new SpeedscopeReader().Read(Encoding.UTF8.GetBytes(json), context);

        Assert.StartsWith(
            $"the file ends early; {stacks} sample", context.Diagnostics.Kept[0].Message, StringComparison.Ordinal);
        Assert.Equal(["speedscope.cut"], context.Diagnostics.Counts.Keys);
    }

    [Theory]
    [InlineData("", "[frame 0];[frame 1]")]
    [InlineData("""{"name":"a"},""", "a;[frame 1]")]
    [InlineData("""{"name":"a"},{"fi""", "a;[frame 1]")]
    [InlineData("""{"name":"a"},{"name":"b"}""", "a;b")]
    public void Frames_that_are_lost_at_the_end_of_a_cut_file_have_no_warnings_of_their_own(string frames, string stack)
    {
        const string Head = """{"type":"sampled","name":"t","unit":"none","startValue":0,"endValue":1""";
        string json =
            $$"""{"profiles":[{{Head}},"samples":[[0,1]],"weights":[1]}],"shared":{"frames":[{{frames}}""";
        var context = new ConversionContext();

        Profile profile = new SpeedscopeReader().Read(Encoding.UTF8.GetBytes(json), context);

        Assert.Equal($"{stack} 1\n", Encoding.UTF8.GetString(new FoldedWriter().Write(profile)));
        Assert.Equal(["speedscope.cut"], context.Diagnostics.Counts.Keys);
    }

    [Property(MaxTest = 2000)]
    public void A_fraction_is_scaled_as_in_decimal_arithmetic(int seed)
    {
        var random = new Random(seed);
        int digits = random.Next(1, 15);
        long mantissa = random.NextInt64((long)Math.Pow(10, digits));
        int places = random.Next(0, digits);
        int power = random.Next(0, Math.Min(10, 19 - digits)); // at most 64 bits
        decimal number = new decimal(mantissa) / (decimal)Math.Pow(10, places);
        string text = number.ToString(string.Concat("0.", new string('0', places)), CultureInfo.InvariantCulture);
        text = places == 0 ? text.TrimEnd('.') : text;

        Assert.True(JsonNumber.TryParse(Encoding.UTF8.GetBytes(text), out JsonNumber parsed));
        Assert.True(parsed.TryScale(power, out long value, out bool isExact));

        decimal scaled = number * (decimal)Math.Pow(10, power);
        Assert.Equal(Math.Round(scaled, MidpointRounding.AwayFromZero), value);
        Assert.Equal(scaled == decimal.Truncate(scaled), isExact);
    }

    // A number with an exponent does not take the fast path.
    [Theory]
    [InlineData("123456789.123456789", 9)]
    [InlineData("0.30000000000000004", 3)]
    [InlineData("21124.49813979016", 6)]
    [InlineData("0.5", 0)]
    [InlineData("1.4999999999", 0)]
    [InlineData("99999999999999999.9", 0)]
    [InlineData("1.00", 2)]
    [InlineData("7", 3)]
    public void Numbers_are_equal_with_and_without_an_exponent(string text, int power)
    {
        Assert.True(JsonNumber.TryParse(Encoding.UTF8.GetBytes(text), out JsonNumber plain));
        Assert.True(JsonNumber.TryParse(Encoding.UTF8.GetBytes(text + "e0"), out JsonNumber withExponent));
        Assert.Equal(withExponent, plain);

        bool fits = plain.TryScale(power, out long value, out bool isExact);
        bool negativeFits = JsonNumber.TryParse(Encoding.UTF8.GetBytes("-" + text), out JsonNumber negative)
            & negative.TryScale(power, out long opposite, out bool isNegativeExact);
        Assert.Equal((fits, value, isExact), (negativeFits, -opposite, isNegativeExact));
    }

    [Theory]
    [InlineData("1.")]
    [InlineData(".1")]
    [InlineData("01.5")]
    [InlineData("1.2.3")]
    [InlineData("1,5")]
    [InlineData("")]
    public void Text_outside_the_grammar_of_JSON_is_not_a_number(string text) =>
        Assert.False(JsonNumber.TryParse(Encoding.UTF8.GetBytes(text), out _));

    private static (string Text, string Warnings) Read(string events, int step)
    {
        string json = $$"""
            {"shared":{"frames":[{"name":"a"},{"name":"b"},{"name":"c"}]},
            "profiles":[{"type":"evented","name":"t","unit":"microseconds","events":[{{events}}]}]}
            """;
        var context = new ConversionContext();
        using var input = ProfileInput.FromStream(new TrickleStream(Encoding.UTF8.GetBytes(json), step), "x");
        string text;
        try
        {
            Profile profile = new SpeedscopeReader().Read(input, context);
            text = ProfileDigest.Of(profile, new ConversionContext().Diagnostics);
        }
        catch (ProfileFormatException e)
        {
            text = e.Message[(e.Message.IndexOf(": ", StringComparison.Ordinal) + 2)..];
        }

        return (text, string.Join(' ', context.Diagnostics.Counts.OrderBy(c => c.Key, StringComparer.Ordinal)));
    }
}
