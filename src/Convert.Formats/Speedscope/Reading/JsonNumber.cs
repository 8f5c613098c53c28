using System.Globalization;

namespace Refold.Formats.Speedscope;

/// <summary>A decimal number exactly as in the text, so that it is rounded only once its unit is known.</summary>
/// <remarks>
/// <code>
/// text        mantissa  exponent      in nanoseconds, if it is in milliseconds (power 6)
/// 12.345      12345     -3            12345000
/// 2.5e-4      25        -5            250
/// 33.151250050156                     33151250, since the digits after it are noise of a double
/// </code>
/// </remarks>
/// <param name="Mantissa">The digits, with the sign.</param>
/// <param name="Exponent">The power of ten by which the mantissa is multiplied.</param>
internal readonly record struct JsonNumber(Int128 Mantissa, int Exponent)
{
    private const int MaxDigits = 37;
    private const int FastDigits = 18;
    private const int MaxExponent = 1_000_000;

    // A double has about fifteen significant digits: further digits are noise of the program that computed the number.
    private const int DoubleDigits = 15;

    private static readonly Int128[] Powers = CreatePowers();
    private static readonly long[] SmallPowers = [.. Powers.Take(FastDigits + 1).Select(p => (long)p)];

    /// <summary>Multiplies the number by a power of ten, and rounds it to a whole number.</summary>
    /// <param name="power">The power of ten.</param>
    /// <param name="value">The nearest whole number; halves are rounded away from zero.</param>
    /// <param name="isExact">Whether nothing was rounded but noise.</param>
    /// <returns>False if the result exceeds 64 bits.</returns>
    public bool TryScale(int power, out long value, out bool isExact)
    {
        int exponent = Mantissa == 0 ? 0 : Exponent + power;
        if (exponent is <= 0 and >= -FastDigits && Mantissa == (long)Mantissa && (long)Mantissa != long.MinValue)
        {
            value = ShiftSmall((long)Mantissa, -exponent, out isExact);
            return true;
        }

        Int128 scaled = Mantissa;
        isExact = true;
        for (; exponent > 0 && Int128.Abs(scaled) <= long.MaxValue; exponent--)
        {
            scaled *= 10;
        }

        if (exponent < 0)
        {
            scaled = Shift(scaled, -exponent, out isExact);
        }

        value = (long)Int128.Clamp(scaled, long.MinValue, long.MaxValue);
        return value == scaled && exponent <= 0;
    }

    /// <summary>Parses a number; false if it does not follow the grammar of JSON.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out JsonNumber number)
    {
        if (text.Length is > 0 and <= FastDigits && TryParseDigits(text, out long digits))
        {
            number = new JsonNumber(digits, 0);
            return true;
        }

        return TryParseDecimal(text, out number) || TryParseWithExponent(text, out number);
    }

    private static bool TryParseDigits(ReadOnlySpan<byte> text, out long value)
    {
        value = 0;
        foreach (byte b in text)
        {
            int digit = b - '0';
            if ((uint)digit > 9)
            {
                return false;
            }

            value = (value * 10) + digit;
        }

        return text.Length == 1 || text[0] != (byte)'0';
    }

    // Fast path for plain fractions, such as most times: 12.345.
    private static bool TryParseDecimal(ReadOnlySpan<byte> text, out JsonNumber number)
    {
        number = default;
        long mantissa = 0;
        int point = -1;
        for (int i = 0; i < text.Length; i++)
        {
            int digit = text[i] - '0';
            if ((uint)digit <= 9)
            {
                mantissa = (mantissa * 10) + digit;
            }
            else if (text[i] == (byte)'.' && point < 0)
            {
                point = i;
            }
            else
            {
                return false;
            }
        }

        bool hasLeadingZero = point > 1 && text[0] == (byte)'0';
        if (text.Length > FastDigits + 1 || point < 1 || point == text.Length - 1 || hasLeadingZero)
        {
            return false;
        }

        number = new JsonNumber(mantissa, point + 1 - text.Length);
        return true;
    }

    private static bool TryParseWithExponent(ReadOnlySpan<byte> text, out JsonNumber number)
    {
        number = default;
        bool isNegative = text is [(byte)'-', ..];
        text = isNegative ? text[1..] : text;
        int whole = CountDigits(text);
        ReadOnlySpan<byte> rest = text[whole..];
        int fraction = rest is [(byte)'.', ..] ? CountDigits(rest[1..]) : 0;
        bool hasPoint = rest is [(byte)'.', ..];
        rest = hasPoint ? rest[(fraction + 1)..] : rest;
        if (whole == 0 || (whole > 1 && text[0] == (byte)'0') || (hasPoint && fraction == 0)
            || !TryParseExponent(rest, out int exponent))
        {
            return false;
        }

        int dropped = 0;
        Int128 mantissa = 0;
        AddDigits(text[..whole], ref mantissa, ref dropped);
        AddDigits(text.Slice(hasPoint ? whole + 1 : whole, fraction), ref mantissa, ref dropped);
        number = new JsonNumber(isNegative ? -mantissa : mantissa, exponent - fraction + dropped);
        return true;
    }

    private static void AddDigits(ReadOnlySpan<byte> digits, ref Int128 mantissa, ref int dropped)
    {
        Int128 full = Powers[MaxDigits - 1];
        foreach (byte b in digits)
        {
            if (mantissa >= full)
            {
                dropped++;
            }
            else
            {
                mantissa = (mantissa * 10) + (b - '0');
            }
        }
    }

    private static int CountDigits(ReadOnlySpan<byte> text)
    {
        int length = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return length < 0 ? text.Length : length;
    }

    private static bool TryParseExponent(ReadOnlySpan<byte> text, out int exponent)
    {
        exponent = 0;
        if (text.IsEmpty)
        {
            return true;
        }

        bool hasLetter = text is [(byte)'e' or (byte)'E', _, ..];
        text = hasLetter ? text[1..] : text;
        bool isNegative = text is [(byte)'-', ..];
        text = text is [(byte)'-' or (byte)'+', ..] ? text[1..] : text;
        if (!hasLetter || text.IsEmpty || CountDigits(text) < text.Length)
        {
            return false;
        }

        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out exponent))
        {
            exponent = MaxExponent;
        }

        exponent = Math.Min(exponent, MaxExponent);
        exponent = isNegative ? -exponent : exponent;
        return true;
    }

    // As Shift, for numbers of 64 bits.
    private static long ShiftSmall(long value, int places, out bool isExact)
    {
        if (places == 0)
        {
            isExact = true;
            return value;
        }

        long divisor = SmallPowers[places];
        (long quotient, long rest) = Math.DivRem(value, divisor);
        rest = Math.Abs(rest);
        long size = Math.Abs(value);
        bool isNoise = size >= SmallPowers[DoubleDigits] && quotient != 0
            && Math.Min(rest, divisor - rest) <= size / SmallPowers[DoubleDigits];
        isExact = rest == 0 || isNoise;
        return rest >= divisor - rest ? quotient + Math.Sign(value) : quotient;
    }

    // Divides by a power of ten, to the nearest whole number, halves away from zero.
    private static Int128 Shift(Int128 value, int places, out bool isExact)
    {
        if (places > MaxDigits)
        {
            isExact = value == 0;
            return 0;
        }

        Int128 divisor = Powers[places];
        Int128 rest = Int128.Abs(value % divisor);
        Int128 quotient = value / divisor;
        bool isNoise = Int128.Abs(value) >= Powers[DoubleDigits] && Int128.Abs(quotient) > 0
            && Int128.Min(rest, divisor - rest) <= Int128.Abs(value) / Powers[DoubleDigits];
        isExact = rest == 0 || isNoise;
        return rest >= divisor - rest ? quotient + Int128.Sign(value) : quotient;
    }

    private static Int128[] CreatePowers()
    {
        var powers = new Int128[MaxDigits + 1];
        powers[0] = 1;
        for (int i = 1; i < powers.Length; i++)
        {
            powers[i] = powers[i - 1] * 10;
        }

        return powers;
    }
}
