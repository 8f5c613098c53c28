using System.Buffers.Text;
using System.Globalization;

namespace Refold.Formats.FlameGraph;

/// <summary>
/// Numbers as C's <c>printf</c>, and so flamegraph.pl, writes them: the exact value of the double is rounded, ties go
/// to the even digit. .NET's own formats round ties away from zero.
/// </summary>
internal static class Decimals
{
    /// <summary>Room that any number of this class fits in: the longest double before its point, and two decimals.</summary>
    public const int MaxLength = 320;

    // Above this a hundredth is no longer told from a rounding error.
    private const double AllWhole = 1L << 45;

    /// <summary>Tenths of a number, as <c>%.1f</c> rounds it. The number must be below 2⁴⁵ in size.</summary>
    public static long Tenths(double value) => Scaled(value, 10);

    /// <summary>Hundredths of a number, as <c>%.2f</c> rounds it. The number must be below 2⁴⁵ in size.</summary>
    public static long Hundredths(double value) => Scaled(value, 100);

    /// <summary>Writes a number of tenths with its point, as <c>%.1f</c>; returns the length.</summary>
    public static int WriteTenths(Span<byte> to, long tenths)
    {
        int length = WriteWhole(to, tenths < 0, Math.Abs(tenths) / 10);
        to[length] = (byte)'.';
        to[length + 1] = (byte)('0' + (Math.Abs(tenths) % 10));
        return length + 2;
    }

    /// <summary>Writes a number as <c>%.2f</c>; returns the length.</summary>
    public static int WriteHundredths(Span<byte> to, double value)
    {
        if (Math.Abs(value) >= AllWhole)
        {
            value.TryFormat(to, out int written, "F2", CultureInfo.InvariantCulture);
            return written;
        }

        long hundredths = Math.Abs(Hundredths(value));
        int length = WriteWhole(to, double.IsNegative(value), hundredths / 100);
        to[length] = (byte)'.';
        to[length + 1] = (byte)('0' + (hundredths / 10 % 10));
        to[length + 2] = (byte)('0' + (hundredths % 10));
        return length + 3;
    }

    /// <summary>Writes a whole number with a comma between thousands; returns the length.</summary>
    public static int WriteGrouped(Span<byte> to, Int128 value)
    {
        Span<byte> digits = stackalloc byte[40];
        value.TryFormat(digits, out int count, default, CultureInfo.InvariantCulture);
        int at = 0;
        for (int i = 0; i < count; i++)
        {
            if (i > 0 && (count - i) % 3 == 0 && digits[i - 1] != (byte)'-')
            {
                to[at++] = (byte)',';
            }

            to[at++] = digits[i];
        }

        return at;
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

    private static int WriteWhole(Span<byte> to, bool negative, long value)
    {
        int sign = negative ? 1 : 0;
        to[0] = (byte)'-';
        Utf8Formatter.TryFormat(value, to[sign..], out int length);
        return sign + length;
    }
}
