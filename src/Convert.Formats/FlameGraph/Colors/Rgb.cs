using System.Globalization;

namespace Refold.Formats.FlameGraph;

/// <summary>A colour with components from 0 to 255.</summary>
internal readonly record struct Rgb(byte Red, byte Green, byte Blue)
{
    /// <summary>Parses <c>#rrggbb</c> or <c>rgb(r,g,b)</c>.</summary>
    public static bool TryParse(string text, out Rgb color)
    {
        color = default;
        return text is ['#', ..] ? TryParseHex(text[1..], out color)
            : text.StartsWith("rgb(", StringComparison.Ordinal) && text.EndsWith(')')
                && TryParseParts(text[4..^1].Split(','), out color);
    }

    /// <summary>Returns the form used in SVG and palette maps: <c>rgb(230,0,230)</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"rgb({Red},{Green},{Blue})");

    private static bool TryParseHex(string digits, out Rgb color)
    {
        NumberStyles hex = NumberStyles.AllowHexSpecifier;
        bool valid = uint.TryParse(digits, hex, CultureInfo.InvariantCulture, out uint number) && digits.Length == 6;
        color = new Rgb((byte)(number >> 16), (byte)(number >> 8), (byte)number);
        return valid;
    }

    private static bool TryParseParts(string[] parts, out Rgb color)
    {
        color = default;
        if (parts.Length != 3 || !TryParse(parts[0], out byte red) || !TryParse(parts[1], out byte green)
            || !TryParse(parts[2], out byte blue))
        {
            return false;
        }

        color = new Rgb(red, green, blue);
        return true;
    }

    private static bool TryParse(string part, out byte value) =>
        byte.TryParse(part, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
            CultureInfo.InvariantCulture, out value);
}
