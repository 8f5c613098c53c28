using System.Globalization;

namespace Refold.Formats.Dot;

/// <summary>Colours by weight, as in pprof: from grey to red, or to green for negative weights.</summary>
internal static class DotColors
{
    // The saturation is proportional to the weight up to this one, and full above it.
    private const double Pale = 0.2;

    // The exponent spreads small weights, which are most, over more of the colours.
    private const double Spread = 0.3;

    /// <summary>The colour of borders and arrows.</summary>
    /// <param name="part">The fraction of the total; fractions beyond 1 and -1 count as these.</param>
    public static string Line(double part) => Color(part, 1, 0.7);

    /// <summary>The colour of areas, on which text is readable.</summary>
    /// <param name="part">The fraction of the total.</param>
    public static string Area(double part) => Color(part, 0.1, 0.93);

    private static string Color(double part, double saturation, double value)
    {
        double size = Math.Min(Math.Abs(double.IsNaN(part) ? 0 : part), 1);
        double strength = saturation * Math.Min(size / Pale, 1);
        double strong = value;
        double weak = value * (1 - (strength * Math.Pow(size, Spread)));
        double blue = value * (1 - strength);
        (double red, double green) = part < 0 ? (weak, strong) : (strong, weak);
        return string.Create(CultureInfo.InvariantCulture, $"#{Byte(red):x2}{Byte(green):x2}{Byte(blue):x2}");
    }

    private static byte Byte(double part) => (byte)(part * 255);
}
