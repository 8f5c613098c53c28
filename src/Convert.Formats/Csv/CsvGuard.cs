using Refold.Text;

namespace Refold.Formats.Csv;

/// <summary>The guard: an apostrophe before text that a spreadsheet would take for a formula.</summary>
/// <remarks>
/// <code>
/// name in the profile     cell with the guard     cell without it
/// =1+2                    '=1+2                   =1+2
/// -[NSView drawRect:]     '-[NSView drawRect:]    -[NSView drawRect:]
/// '=1+2                   \'=1+2                  \'=1+2
/// </code>
/// Reading removes both. Numbers have no guard. The characters that begin a formula are those of OWASP, "CSV
/// Injection".
/// </remarks>
internal static class CsvGuard
{
    private const byte Apostrophe = (byte)'\'';

    /// <summary>The prefix of a text in its cell.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isOn">Whether text that begins like a formula gets the guard.</param>
    public static ReadOnlySpan<byte> PrefixOf(ReadOnlySpan<byte> text, bool isOn) =>
        isOn && IsFormula(text) ? "'"u8 : HasGuard(text) ? "\\"u8 : default;

    /// <summary>Adds the guard, if it is needed, to a text that is never read back.</summary>
    public static string Protect(string text, bool isOn) =>
        isOn && IsFormula(Utf8Text.Encode(text)) ? $"'{text}" : text;

    /// <summary>Whether a cell begins with the guard.</summary>
    public static bool HasGuard(ReadOnlySpan<byte> cell) => cell is [Apostrophe, ..] && IsFormula(cell[1..]);

    /// <summary>Removes the guard from a cell.</summary>
    public static ReadOnlySpan<byte> Without(ReadOnlySpan<byte> cell) => HasGuard(cell) ? cell[1..] : cell;

    /// <summary>Removes the guard from a cell.</summary>
    public static string Without(string cell) => HasGuard(Utf8Text.Encode(cell)) ? cell[1..] : cell;

    private static bool IsFormula(ReadOnlySpan<byte> text) =>
        text is [(byte)'=' or (byte)'+' or (byte)'-' or (byte)'@' or (byte)'\t' or (byte)'\r', ..];
}
