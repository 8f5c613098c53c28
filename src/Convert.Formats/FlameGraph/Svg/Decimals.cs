using System.Globalization;
using System.Text;
using Refold.Text;

namespace Refold.Formats.FlameGraph;

/// <summary>Formats numbers as C's <c>printf</c> and Perl do, so that pictures equal those of flamegraph.pl.</summary>
/// <remarks>
/// The exact value of the double is rounded, and ties go to the even digit. The digits are those of the .NET formats F1
/// and F2, in about a fifth of their time (90 instead of 450 ns); a graph has three such numbers per frame.
/// <code>
/// value   %.1f
/// 0.25    0.2     a tie: 0.25 is exact in binary
/// 0.35    0.3     no tie: the double is 0.34999999999999997780…
/// 0.75    0.8     a tie
/// </code>
/// </remarks>
internal static class Decimals
{
    // The length of Int128.MinValue.
    private const int MaxDigits = 40;

    // From here on doubles have steps of 2⁻⁷ or more, and 100 times a value may exceed the 53 bits of a double.
    private const double MaxScaled = 1L << 45;

    /// <summary>Converts a number below ±2⁴⁵ to tenths, rounded as by <c>%.1f</c>.</summary>
    public static long Tenths(double value) => Scale(value, 10);

    /// <summary>Converts a number below ±2⁴⁵ to hundredths, rounded as by <c>%.2f</c>.</summary>
    public static long Hundredths(double value) => Scale(value, 100);

    /// <summary>Writes a number of tenths as <c>%.1f</c>: 12 as <c>1.2</c>.</summary>
    public static void WriteTenths(Utf8Output output, long tenths)
    {
        WriteWhole(output, tenths < 0, Math.Abs(tenths) / 10);
        output.Write([(byte)'.', Digit(Math.Abs(tenths))]);
    }

    /// <summary>Writes a number as <c>%.2f</c>.</summary>
    public static void WriteHundredths(Utf8Output output, double value)
    {
        if (Math.Abs(value) >= MaxScaled)
        {
            output.Write(Encoding.ASCII.GetBytes(value.ToString("F2", CultureInfo.InvariantCulture)));
            return;
        }

        long hundredths = Math.Abs(Hundredths(value));
        WriteWhole(output, double.IsNegative(value), hundredths / 100);
        output.Write([(byte)'.', Digit(hundredths / 10), Digit(hundredths)]);
    }

    /// <summary>Writes a whole number in decimal digits.</summary>
    public static void WriteWhole(Utf8Output output, Int128 value)
    {
        if (value >= long.MinValue && value <= long.MaxValue)
        {
            output.Write((long)value);
            return;
        }

        Span<byte> digits = stackalloc byte[MaxDigits];
        value.TryFormat(digits, out int count, default, CultureInfo.InvariantCulture);
        output.Write(digits[..count]);
    }

    /// <summary>Writes a whole number with commas between groups of three digits: <c>1,234,567</c>.</summary>
    public static void WriteGrouped(Utf8Output output, Int128 value)
    {
        Span<byte> digits = stackalloc byte[MaxDigits];
        value.TryFormat(digits, out int count, default, CultureInfo.InvariantCulture);
        for (int i = 0; i < count; i++)
        {
            if (i > 0 && (count - i) % 3 == 0 && digits[i - 1] != (byte)'-')
            {
                output.Write((byte)',');
            }

            output.Write(digits[i]);
        }
    }

    /// <summary>Formats a number below ±2⁴⁵ as <c>%.1f</c>.</summary>
    public static string OneDecimal(double value)
    {
        var bytes = new MemoryStream();
        var output = new Utf8Output(bytes);
        WriteTenths(output, Tenths(value));
        output.Flush();
        return Encoding.ASCII.GetString(bytes.ToArray());
    }

    /// <summary>Formats a number as Perl prints it, with at most 15 digits: <c>16</c>, <c>13.5</c>.</summary>
    public static string Plain(double value) => value.ToString("G15", CultureInfo.InvariantCulture);

    // value · scale, rounded to a double, may be on the wrong side of a tie. The fused operation rounds only once, so
    // the sign of the difference is exact.
    private static long Scale(double value, int scale)
    {
        double magnitude = Math.Abs(value);
        long below = (long)(magnitude * scale);
        double over = Math.FusedMultiplyAdd(magnitude, scale, -(below + 0.5));
        long rounded = over > 0 || (over == 0 && (below & 1) == 1) ? below + 1 : below;
        return value < 0 ? -rounded : rounded;
    }

    private static byte Digit(long number) => (byte)('0' + (number % 10));

    private static void WriteWhole(Utf8Output output, bool negative, long magnitude)
    {
        if (negative)
        {
            output.Write((byte)'-');
        }

        output.Write(magnitude);
    }
}
