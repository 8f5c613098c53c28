using System.Globalization;

namespace Refold.Formats.Callgrind;

/// <summary>
/// Reads numbers, decimal or hexadecimal. They are at most 64 bits in the format; sums may be longer.
/// </summary>
internal static class CallgrindNumbers
{
    private const int MaxDigits = 30;

    /// <summary>The next number of a list, which is cut off.</summary>
    public static Int128 Take(scoped ref ReadOnlySpan<byte> text, Utf8LineReader lines, string what)
    {
        ReadOnlySpan<byte> word = TakeWord(ref text);
        return TryParse(word, out Int128 number)
            ? number
            : throw new ProfileFormatException(lines.Position, $"expected {what}, found {MessageText.Quote(word)}");
    }

    /// <summary>The next word of a list, which is cut off.</summary>
    public static ReadOnlySpan<byte> TakeWord(scoped ref ReadOnlySpan<byte> text)
    {
        text = text.TrimStart(" \t"u8);
        int end = text.IndexOfAny((byte)' ', (byte)'\t');
        ReadOnlySpan<byte> word = end < 0 ? text : text[..end];
        text = text[word.Length..];
        return word;
    }

    /// <summary>Costs; those that are missing at the end are zero.</summary>
    /// <exception cref="ProfileFormatException">A cost is no number, or larger than any that the format has.</exception>
    public static void Costs(ReadOnlySpan<byte> text, Span<Int128> costs, Utf8LineReader lines)
    {
        costs.Clear();
        foreach (ref Int128 cost in costs)
        {
            text = text.TrimStart(" \t"u8);
            if (text.IsEmpty)
            {
                return;
            }

            cost = TakeCost(ref text, lines);
        }

        if (!text.Trim(" \t"u8).IsEmpty)
        {
            throw new ProfileFormatException(
                lines.Position,
                $"expected one cost for each of {costs.Length} events, found {MessageText.Quote(text.Trim(" \t"u8))} behind them");
        }
    }

    // A cost becomes as many samples as it takes to hold it, so that one beyond 64 bits could become billions.
    private static Int128 TakeCost(scoped ref ReadOnlySpan<byte> text, Utf8LineReader lines)
    {
        ReadOnlySpan<byte> before = text;
        Int128 cost = Take(ref text, lines, "a cost");
        return cost <= ulong.MaxValue && cost >= -(Int128)ulong.MaxValue
            ? cost
            : throw new ProfileFormatException(
                lines.Position, $"expected a cost of at most 64 bits, found {MessageText.Quote(TakeWord(ref before))}");
    }

    /// <summary>Numbers up to the end.</summary>
    public static Int128[] Sums(ReadOnlySpan<byte> text, Utf8LineReader lines)
    {
        var sums = new List<Int128>();
        for (text = text.Trim(" \t"u8); !text.IsEmpty; text = text.TrimStart(" \t"u8))
        {
            sums.Add(Take(ref text, lines, "a sum"));
        }

        return [.. sums];
    }

    /// <summary>A number with or without sign; a dot is zero, as Cachegrind wrote it once.</summary>
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

        bool isGood = digits.Length is > 0 and <= MaxDigits && Int128.TryParse(
            digits, isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out number);
        number = isNegative ? -number : number;
        return isGood;
    }
}
