using System.Buffers.Text;
using Refold.Text;

namespace Refold.Formats.Folded;

/// <summary>Takes a line apart from its end: counts, the blanks before them, and what is left, the stack.</summary>
internal static class FoldedLine
{
    /// <summary>Cuts the last word off if it is a number. The rest may be empty, but must be parted by a blank.</summary>
    /// <param name="line">The line, or what an earlier call left of it.</param>
    /// <param name="number">The number as it stands there.</param>
    /// <param name="rest">What stands before the blank.</param>
    public static bool TryCutNumber(ReadOnlySpan<byte> line, out ReadOnlySpan<byte> number, out ReadOnlySpan<byte> rest)
    {
        line = line.TrimEnd(" \t"u8);
        int blank = line.LastIndexOfAny((byte)' ', (byte)'\t');
        number = line[(blank + 1)..];
        rest = blank < 0 ? default : WithoutSeparator(line[..(blank + 1)]);
        return blank >= 0 && IsNumber(number);
    }

    /// <summary>True if the line holds something else than blanks and comments.</summary>
    public static bool IsContent(ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> text = line.TrimStart(" \t"u8);
        return !text.IsEmpty && (text[0] != (byte)'#' || !IsComment(line));
    }

    /// <summary>
    /// True if a line whose first visible byte is # is for people. "# interval: 100" is, though it ends in a number;
    /// "#cmd;main 3" is the stack of a command that begins with #, and so is " #cmd 3".
    /// </summary>
    public static bool IsComment(ReadOnlySpan<byte> line) =>
        !TryCutNumber(line, out _, out _) || (line[0] == (byte)'#' && !line.Contains((byte)';'));

    /// <summary>True for a lone frame that begins with #, blanks before it or not.</summary>
    public static bool IsLikeComment(ReadOnlySpan<byte> stack) =>
        stack is [(byte)'#' or (byte)' ', ..] && stack.TrimStart((byte)' ') is [(byte)'#', ..]
        && !stack.Contains((byte)';');

    /// <summary>The sample types that a header line names, as pprofutils writes it; null if it is none.</summary>
    public static SampleType[]? TryReadHeader(ReadOnlySpan<byte> line)
    {
        string[] words = Utf8Text.Decode(line.Trim(" \t"u8)).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        bool isHeader = words.Length > 0 && !line.Contains((byte)';') && words.All(IsTypeAndUnit);
        return isHeader ? [.. words.Select(w => new SampleType(w[..w.IndexOf('/')], w[(w.IndexOf('/') + 1)..]))] : null;
    }

    /// <summary>The number, exact; false if it has more digits than 28 or a huge exponent.</summary>
    public static bool TryParse(ReadOnlySpan<byte> number, out decimal value)
    {
        if (Utf8Parser.TryParse(number, out long whole, out int used) && used == number.Length)
        {
            value = whole;
            return true;
        }

        const System.Globalization.NumberStyles Style = System.Globalization.NumberStyles.Float;
        return decimal.TryParse(number, Style, System.Globalization.CultureInfo.InvariantCulture, out value);
    }

    // One blank parts stack and count, so that a name may end in a blank; tabs are never part of a name there.
    private static ReadOnlySpan<byte> WithoutSeparator(ReadOnlySpan<byte> stack)
    {
        ReadOnlySpan<byte> trimmed = stack.TrimEnd(" \t"u8);
        return stack[trimmed.Length..].Contains((byte)'\t') ? trimmed : stack[..^1];
    }

    private static bool IsNumber(ReadOnlySpan<byte> word)
    {
        ReadOnlySpan<byte> digits = word is [(byte)'-' or (byte)'+', ..] ? word[1..] : word;
        bool isWhole = !digits.IsEmpty && !digits.ContainsAnyExceptInRange((byte)'0', (byte)'9');
        return isWhole || (digits is [>= (byte)'0' and <= (byte)'9', ..] && TryParseFloat(word));
    }

    private static bool TryParseFloat(ReadOnlySpan<byte> word) =>
        Utf8Parser.TryParse(word, out double value, out int used) && used == word.Length && double.IsFinite(value);

    private static bool IsTypeAndUnit(string word) =>
        word.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash && slash < word.Length - 1;
}
