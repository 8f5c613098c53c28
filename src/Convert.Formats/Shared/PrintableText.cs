using System.Text;

namespace Refold.Formats;

/// <summary>Which characters a picture can show as they are.</summary>
internal static class PrintableText
{
    /// <summary>
    /// False for control characters (C0, C1, DEL), for those that turn the direction of the text around them (U+202A to
    /// U+202E, U+2066 to U+2069), for line and paragraph separators, and for those that are no characters (U+FFFE,
    /// U+FFFF and their like): XML forbids some, and the others command a terminal, or make a name look like another.
    /// </summary>
    public static bool IsSafe(Rune rune) => rune.Value switch
    {
        < 0x20 or (>= 0x7F and <= 0x9F) => false,
        < 0x2028 => true,
        <= 0x202E or (>= 0x2066 and <= 0x2069) or (>= 0xFDD0 and <= 0xFDEF) => false,
        var value => (value & 0xFFFE) != 0xFFFE,
    };
}
