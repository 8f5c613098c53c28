using System.Buffers.Text;
using Refold.Text;

namespace Refold.Formats.Folded;

/// <summary>Splits lines, from their end, into counts and the stack.</summary>
/// <remarks>
/// <code>
/// main;work;malloc 42            stack "main;work;malloc", count 42
/// main;faster 30 10              the last number, 10, is cut first; then 30
/// main;name with blanks 1e3      any finite decimal number is a count
/// samples/count cpu/nanoseconds  a header line
/// # interval: 100                a comment, although it ends in a number
/// #cmd;main 3                    a stack: comments have no semicolon
///  #cmd 3                        a stack of the frame "#cmd": the blank shows that it is no comment
/// </code>
/// </remarks>
internal static class FoldedLine
{
    /// <summary>Cuts off the last word if it is a number after a blank.</summary>
    /// <param name="line">The line, or the rest that an earlier call returned.</param>
    /// <param name="number">The text of the number.</param>
    /// <param name="rest">The text before the blank; may be empty.</param>
    public static bool TryCutNumber(ReadOnlySpan<byte> line, out ReadOnlySpan<byte> number, out ReadOnlySpan<byte> rest)
    {
        line = line.TrimEnd(" \t"u8);
        int blank = line.LastIndexOfAny((byte)' ', (byte)'\t');
        number = line[(blank + 1)..];
        rest = blank < 0 ? default : WithoutSeparator(line[..(blank + 1)]);
        return blank >= 0 && IsNumber(number);
    }

    /// <summary>Whether the line is neither blank nor a comment.</summary>
    public static bool IsContent(ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> text = line.TrimStart(" \t"u8);
        return !text.IsEmpty && (text[0] != (byte)'#' || !IsComment(line));
    }

    /// <summary>
    /// Whether a line whose first visible byte is # is a comment: it has no count, or has no blank before # and no
    /// semicolon.
    /// </summary>
    public static bool IsComment(ReadOnlySpan<byte> line) =>
        !TryCutNumber(line, out _, out _) || (line[0] == (byte)'#' && !line.Contains((byte)';'));

    /// <summary>Whether a stack is a single frame that starts with #, with or without blanks before it.</summary>
    public static bool IsLikeComment(ReadOnlySpan<byte> stack) =>
        stack is [(byte)'#' or (byte)' ', ..] && stack.TrimStart((byte)' ') is [(byte)'#', ..]
        && !stack.Contains((byte)';');

    /// <summary>Reads the sample types of a header line, as pprofutils writes it; null for other lines.</summary>
    public static SampleType[]? TryReadHeader(ReadOnlySpan<byte> line)
    {
        string[] words = Utf8Text.Decode(line.Trim(" \t"u8)).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        bool isHeader = words.Length > 0 && !line.Contains((byte)';') && words.All(IsTypeAndUnit);
        return isHeader ? [.. words.Select(w => new SampleType(w[..w.IndexOf('/')], w[(w.IndexOf('/') + 1)..]))] : null;
    }

    /// <summary>Parses a number exactly; false if it needs more than 28 digits.</summary>
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

    // One blank separates stack and count, so a name may end with blanks. With a tab, all white space is separator.
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
