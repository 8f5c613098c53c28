using System.Globalization;

namespace Refold.Formats.Callgrind;

/// <summary>Reads decimal and hexadecimal numbers, which have at most 64 bits; sums may have more.</summary>
internal static class CallgrindNumbers
{
    private const int MaxDigits = 30;

    /// <summary>Reads and removes the first number of a list.</summary>
    /// <param name="text">The list; on return, the rest of it.</param>
    /// <param name="lines">The lines of the file, for the position of an error.</param>
    /// <param name="expected">The description of the number, for an error.</param>
    /// <exception cref="ProfileFormatException">The first word is not a number.</exception>
    public static Int128 ReadNumber(scoped ref ReadOnlySpan<byte> text, Utf8LineReader lines, string expected)
    {
        ReadOnlySpan<byte> word = ReadWord(ref text);
        return TryParse(word, out Int128 number)
            ? number
            : throw new ProfileFormatException(lines.Position, $"expected {expected}, found {MessageText.Quote(word)}");
    }

    /// <summary>Reads and removes the first word of a list.</summary>
    public static ReadOnlySpan<byte> ReadWord(scoped ref ReadOnlySpan<byte> text)
    {
        text = text.TrimStart(" \t"u8);
        int end = text.IndexOfAny((byte)' ', (byte)'\t');
        ReadOnlySpan<byte> word = end < 0 ? text : text[..end];
        text = text[word.Length..];
        return word;
    }

    /// <summary>Reads the costs of a line; missing ones at the end are zero.</summary>
    /// <exception cref="ProfileFormatException">A cost is not a number, or exceeds 64 bits.</exception>
    public static void ReadCosts(ReadOnlySpan<byte> text, Span<Int128> costs, Utf8LineReader lines)
    {
        costs.Clear();
        foreach (ref Int128 cost in costs)
        {
            text = text.TrimStart(" \t"u8);
            if (text.IsEmpty)
            {
                return;
            }

            cost = ReadCost(ref text, lines);
        }

        if (!text.Trim(" \t"u8).IsEmpty)
        {
            throw new ProfileFormatException(
                lines.Position,
                $"expected one cost for each of {costs.Length} events, "
                    + $"found {MessageText.Quote(text.Trim(" \t"u8))} after them");
        }
    }

    // A cost becomes as many samples as are needed to hold it; a cost far beyond 64 bits would become billions.
    private static Int128 ReadCost(scoped ref ReadOnlySpan<byte> text, Utf8LineReader lines)
    {
        ReadOnlySpan<byte> before = text;
        Int128 cost = ReadNumber(ref text, lines, "a cost");
        return cost <= ulong.MaxValue && cost >= -(Int128)ulong.MaxValue
            ? cost
            : throw new ProfileFormatException(
                lines.Position, $"expected a cost of at most 64 bits, found {MessageText.Quote(ReadWord(ref before))}");
    }

    /// <summary>Reads all numbers of a list.</summary>
    /// <exception cref="ProfileFormatException">A word is not a number.</exception>
    public static Int128[] ReadSums(ReadOnlySpan<byte> text, Utf8LineReader lines)
    {
        var sums = new List<Int128>();
        for (text = text.Trim(" \t"u8); !text.IsEmpty; text = text.TrimStart(" \t"u8))
        {
            sums.Add(ReadNumber(ref text, lines, "a sum"));
        }

        return [.. sums];
    }

    /// <summary>Parses a number, perhaps with a minus sign; a dot is zero, as in files of old Cachegrind.</summary>
    public static bool TryParse(ReadOnlySpan<byte> word, out Int128 number)
    {
        bool isNegative = word is [(byte)'-', ..];
        ReadOnlySpan<byte> digits = isNegative ? word[1..] : word;
        bool isHex = digits is [(byte)'0', (byte)'x' or (byte)'X', ..];
        digits = isHex ? digits[2..] : digits;
        number = 0;
        if (word.SequenceEqual("."u8))
        {
            return true;
        }

        NumberStyles style = isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None;
        bool isNumber = digits.Length is > 0 and <= MaxDigits
            && Int128.TryParse(digits, style, CultureInfo.InvariantCulture, out number);
        number = isNegative ? -number : number;
        return isNumber;
    }
}
