using Refold.Text;

namespace Refold.Formats.Csv;

/// <summary>The apostrophe before cells that a spreadsheet would take for a formula.</summary>
/// <remarks>
/// <code>
/// name in the profile     cell with the guard     cell without it
/// =1+2                    '=1+2                   =1+2
/// -[NSView drawRect:]     '-[NSView drawRect:]    -[NSView drawRect:]
/// '=1+2                   \'=1+2                  \'=1+2
/// </code>
/// Reading takes either away. Numbers have no guard. Which characters begin a formula: OWASP, "CSV Injection".
/// </remarks>
internal static class CsvGuard
{
    private const byte Apostrophe = (byte)'\'';

    /// <summary>What stands before a text in its cell.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isOn">Whether formulas get the guard.</param>
    public static ReadOnlySpan<byte> Before(ReadOnlySpan<byte> text, bool isOn) =>
        isOn && IsFormula(text) ? "'"u8 : IsLikeGuarded(text) ? "\\"u8 : default;

    /// <summary>A text that is never read back, with the guard if it needs one.</summary>
    public static string Protect(string text, bool isOn) =>
        isOn && IsFormula(Utf8Text.Encode(text)) ? $"'{text}" : text;

    /// <summary>Whether a cell looks as if it had the guard.</summary>
    public static bool IsLikeGuarded(ReadOnlySpan<byte> cell) => cell is [Apostrophe, ..] && IsFormula(cell[1..]);

    /// <summary>The cell without the guard.</summary>
    public static ReadOnlySpan<byte> Without(ReadOnlySpan<byte> cell) => IsLikeGuarded(cell) ? cell[1..] : cell;

    /// <summary>The cell without the guard.</summary>
    public static string Without(string cell) => IsLikeGuarded(Utf8Text.Encode(cell)) ? cell[1..] : cell;

    private static bool IsFormula(ReadOnlySpan<byte> text) =>
        text is [(byte)'=' or (byte)'+' or (byte)'-' or (byte)'@' or (byte)'\t' or (byte)'\r', ..];
}
