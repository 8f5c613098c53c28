using System.Buffers;

namespace Refold.Formats.Text;

/// <summary>The lexical rules of the text format: bare words and the names of mapping flags.</summary>
internal static class TextKeywords
{
    /// <summary>The flags of mappings and their names, in the order in which they are written.</summary>
    public static readonly (MappingFlags Flag, string Name)[] MappingFlagNames =
    [
        (MappingFlags.HasFunctions, "functions"),
        (MappingFlags.HasFilenames, "files"),
        (MappingFlags.HasLineNumbers, "lines"),
        (MappingFlags.HasInlineFrames, "inlined"),
    ];

    private static readonly SearchValues<byte> BareCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.:/"u8);

    /// <summary>Whether a name needs no quotes: a letter, then letters, digits and <c>_ - . : /</c>.</summary>
    public static bool IsBare(ReadOnlySpan<byte> name) => !name.IsEmpty && BareLength(name) == name.Length;

    /// <summary>Returns the length of the bare word at the start of a text; 0 for none.</summary>
    public static int BareLength(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || !char.IsAsciiLetter((char)text[0]))
        {
            return 0;
        }

        int length = text.IndexOfAnyExcept(BareCharacters);
        return length < 0 ? text.Length : length;
    }
}
