using System.Globalization;
using System.Numerics;
using System.Text;
using FsCheck.Xunit;
using Refold.Formats.FlameGraph;
using Refold.Text;
using Xunit;

namespace Refold.Formats.Tests.FlameGraph;

public sealed class DecimalsTests
{
    // The output of perl -e 'printf "%.1f %.2f"'.
    [Theory]
    [InlineData(0.25, "0.2", "0.25")]
    [InlineData(0.75, "0.8", "0.75")]
    [InlineData(1.25, "1.2", "1.25")]
    [InlineData(0.35, "0.3", "0.35")]
    [InlineData(0.05, "0.1", "0.05")]
    [InlineData(0.95, "0.9", "0.95")]
    [InlineData(2.675, "2.7", "2.67")]
    [InlineData(0.125, "0.1", "0.12")]
    [InlineData(0.375, "0.4", "0.38")]
    [InlineData(1189.95, "1190.0", "1189.95")]
    [InlineData(-0.004, "-0.0", "-0.00")]
    public void Numbers_are_rounded_like_printf(double number, string one, string two)
    {
        Assert.Equal(one.TrimStart('-'), Written(o => Decimals.WriteTenths(o, Math.Abs(Decimals.Tenths(number)))));
        Assert.Equal(two, Written(o => Decimals.WriteHundredths(o, number)));
    }

    [Property(MaxTest = 2000)]
    public void Tenths_are_the_nearest_to_the_exact_value_of_the_double(int eighths, double other)
    {
        AssertNearest(eighths / 8.0);
        AssertNearest(double.IsFinite(other) ? other % 1e6 : 0);
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(999, "999")]
    [InlineData(1000, "1,000")]
    [InlineData(-999, "-999")]
    [InlineData(-100000, "-100,000")]
    [InlineData(long.MaxValue, "9,223,372,036,854,775,807")]
    public void Thousands_are_separated_by_commas(long number, string expected) =>
        Assert.Equal(expected, Written(o => Decimals.WriteGrouped(o, number)));

    [Fact]
    public void Numbers_beyond_64_bits_are_written_exactly() => Assert.Equal(
        Int128.MaxValue.ToString(CultureInfo.InvariantCulture), Written(o => Decimals.WriteWhole(o, Int128.MaxValue)));

    // The double is mantissa · 2^exponent, so with big integers ten times its value can be compared exactly.
    private static void AssertNearest(double number)
    {
        long tenths = Decimals.Tenths(number);
        long bits = BitConverter.DoubleToInt64Bits(Math.Abs(number));
        int exponent = Math.Max(1, (int)(bits >> 52)) - 1075;
        BigInteger mantissa = (bits & ((1L << 52) - 1)) | (bits >> 52 == 0 ? 0 : 1L << 52);
        BigInteger scale = exponent < 0 ? BigInteger.One << -exponent : 1;
        BigInteger exact = mantissa * 10 * (exponent < 0 ? 1 : BigInteger.One << exponent);

        BigInteger distance = BigInteger.Abs((Math.Abs(tenths) * scale) - exact) * 2;

        Assert.True(distance < scale || (distance == scale && tenths % 2 == 0), $"{number:R} gave {tenths} tenths");
    }

    private static string Written(Action<Utf8Output> write)
    {
        using var bytes = new MemoryStream();
        var output = new Utf8Output(bytes);
        write(output);
        output.Flush();
        return Encoding.ASCII.GetString(bytes.ToArray());
    }
}
