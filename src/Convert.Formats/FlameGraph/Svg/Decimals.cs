using System.Globalization;
using System.Text;
using Refold.Text;

namespace Refold.Formats.FlameGraph;

/// <summary>
/// Numbers as C's <c>printf</c>, and so flamegraph.pl, writes them: the exact value of the double is rounded, ties go
/// to the even digit. .NET's own formats round ties away from zero.
/// </summary>
internal static class Decimals
{
    // Digits, and a sign, of the longest 128-bit number.
    private const int MaxDigits = 40;

    // Above this a hundredth is no longer told from a rounding error.
    private const double AllWhole = 1L << 45;

    /// <summary>Tenths of a number, as <c>%.1f</c> rounds it. The number must be below 2⁴⁵ in size.</summary>
    public static long Tenths(double value) => Scaled(value, 10);

    /// <summary>Hundredths of a number, as <c>%.2f</c> rounds it. The number must be below 2⁴⁵ in size.</summary>
    public static long Hundredths(double value) => Scaled(value, 100);

    /// <summary>Writes a number of tenths with its point, as <c>%.1f</c>.</summary>
    public static void WriteTenths(Utf8Output output, long tenths)
    {
        WriteWhole(output, tenths < 0, Math.Abs(tenths) / 10);
        output.Write([(byte)'.', Digit(Math.Abs(tenths))]);
    }

    /// <summary>Writes a number as <c>%.2f</c>.</summary>
    public static void WriteHundredths(Utf8Output output, double value)
    {
        if (Math.Abs(value) >= AllWhole)
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

    /// <summary>Writes a whole number with a comma between thousands.</summary>
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

    /// <summary>A number as <c>%.1f</c> writes it. It must be below 2⁴⁵ in size.</summary>
    public static string OneDecimal(double value)
    {
        var bytes = new MemoryStream();
        var output = new Utf8Output(bytes);
        WriteTenths(output, Tenths(value));
        output.Flush();
        return Encoding.ASCII.GetString(bytes.ToArray());
    }

    /// <summary>A number as Perl prints it, in at most 15 digits: <c>16</c>, <c>13.5</c>.</summary>
    public static string Plain(double value) => value.ToString("G15", CultureInfo.InvariantCulture);

    // value · scale may fall on either side of a tie when it is rounded to a double; the fused operation has the exact
    // difference's sign.
    private static long Scaled(double value, int scale)
    {
        double size = Math.Abs(value);
        long below = (long)(size * scale);
        double over = Math.FusedMultiplyAdd(size, scale, -(below + 0.5));
        long rounded = over > 0 || (over == 0 && (below & 1) == 1) ? below + 1 : below;
        return value < 0 ? -rounded : rounded;
    }

    private static byte Digit(long number) => (byte)('0' + (number % 10));

    private static void WriteWhole(Utf8Output output, bool negative, long size)
    {
        if (negative)
        {
            output.Write((byte)'-');
        }

        output.Write(size);
    }
}
