using System.Text;
using Refold.Formats.Pprof;
using Refold.Testing;
using Xunit;

namespace Refold.Formats.Tests.Pprof;

public sealed class PprofFormatTests
{
    private static readonly PprofFormat Format = new();

    [Theory]
    [InlineData("* a b c d e f g h i j k l m n o p q r s t u v w x y z\n")]
    [InlineData("\"!(a(b(c(d(e(f(g(h(i(j(k(l(m(n(o(p(q(r\n")]
    [InlineData("2 a b\n")]
    [InlineData("main;work 42\n")]
    [InlineData("\n\n\n\n")]
    [InlineData("HaPbHcPd")]
    [InlineData("{\"version\":\"0.0.1\"}")]
    [InlineData("")]
    public void A_text_is_never_certain(string text) =>
        Assert.NotEqual(Confidence.Certain, Format.Detect(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void A_text_of_random_printable_characters_is_never_certain()
    {
        var random = new Random(7);
        byte[] text = new byte[200];
        for (int i = 0; i < 20_000; i++)
        {
            random.NextBytes(text);
            for (int at = 0; at < text.Length; at++)
            {
                text[at] = text[at] < 0x20 ? (byte)'\n' : (byte)(text[at] & 0x7F);
            }

            Assert.NotEqual(Confidence.Certain, Format.Detect(text));
        }
    }

    [Theory]
    [InlineData("0A 04 08 01 10 02", Confidence.Certain)]            // a sample type
    [InlineData("48 80 01 0A 04 08 01 10 02", Confidence.Certain)]   // a time, then a sample type
    [InlineData("12 04 0A 02 01 02 12 40 0A 02", Confidence.Certain)] // a sample, and one truncated by the head
    [InlineData("32 00 32 03 63 70 75 0A 02 08 01", Confidence.Certain)] // strings first
    [InlineData("32 00 32 03 63 70 75", Confidence.Possible)]        // strings alone
    [InlineData("0A 04 08 01 10 02 82 01 00", Confidence.Possible)]  // a field that the schema does not have
    [InlineData("0A 04 08 01 10 02 4A 00", Confidence.Possible)]     // corrupt after a correct start
    [InlineData("48 01", Confidence.None)]                           // only a number
    [InlineData("0A 04 18 01 10 02", Confidence.None)]               // a sample type with an unknown field
    [InlineData("32 03 63 70 75", Confidence.None)]                  // a first string that is not empty
    [InlineData("1F 8B 08 00", Confidence.None)]                     // gzip: unpacked before detection
    public void A_profile_is_recognised_by_its_first_fields(string hex, Confidence confidence) =>
        Assert.Equal(
            confidence, Format.Detect(System.Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal))));

    [Fact]
    public void A_profile_is_recognised_whichever_field_comes_first() =>
        Assert.All(
            CorpusFile.Good("pprof").Where(f => f.Name != "unknown-fields.pb"),
            file => Assert.Equal(Confidence.Certain, Format.Detect(file.ReadBytes())));

    [Fact]
    public void Older_formats_are_possible_so_that_the_reader_can_name_them() =>
        Assert.Equal(Confidence.Possible, Format.Detect("--- contentionz 1 ---\n"u8));

    [Fact]
    public void Options_are_checked()
    {
        Assert.Equal(new PprofOptions { Gzip = false, Level = 9 }, Options("gzip=false", "level=9"));
        Assert.Equal(new PprofOptions(), Options());
        Assert.Equal(
            "option 'level': expected 0 to 9, found '10'",
            Assert.Throws<FormatException>(() => Options("level=10")).Message);
    }

    private static PprofOptions Options(params string[] pairs) =>
        PprofOptions.From(FormatOptions.Parse(pairs, Format.Options));
}
