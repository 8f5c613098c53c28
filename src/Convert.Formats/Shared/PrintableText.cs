using System.Text;

namespace Refold.Formats;

/// <summary>Decides which characters may appear in pictures.</summary>
internal static class PrintableText
{
    /// <summary>
    /// Whether a character may appear unchanged. Not allowed are control characters (C0, C1, DEL), bidirectional
    /// controls (U+202A to U+202E, U+2066 to U+2069), line and paragraph separators, and noncharacters (U+FFFE, U+FFFF
    /// of every plane, U+FDD0 to U+FDEF): XML forbids some, and the others control a terminal or disguise a name.
    /// </summary>
    public static bool IsSafe(Rune rune) => rune.Value switch
    {
        < 0x20 or (>= 0x7F and <= 0x9F) => false,
        < 0x2028 => true,
        <= 0x202E or (>= 0x2066 and <= 0x2069) or (>= 0xFDD0 and <= 0xFDEF) => false,
        var value => (value & 0xFFFE) != 0xFFFE,
    };
}
