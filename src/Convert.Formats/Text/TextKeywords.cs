using System.Buffers;

namespace Refold.Formats.Text;

/// <summary>The words of the text format: what is a bare word, and what mapping flags are called.</summary>
internal static class TextKeywords
{
    /// <summary>The flags of mappings and their names, in the order they are written.</summary>
    public static readonly (MappingFlags Flag, string Name)[] MappingFlagNames =
    [
        (MappingFlags.HasFunctions, "functions"),
        (MappingFlags.HasFilenames, "files"),
        (MappingFlags.HasLineNumbers, "lines"),
        (MappingFlags.HasInlineFrames, "inlined"),
    ];

    private static readonly SearchValues<byte> Inner =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.:/"u8);

    /// <summary>True if a name needs no quotes: it begins with a letter and holds nothing unusual.</summary>
    public static bool IsBare(ReadOnlySpan<byte> name) => !name.IsEmpty && BareLength(name) == name.Length;

    /// <summary>The length of the bare word that a text begins with; 0 if it begins with none.</summary>
    public static int BareLength(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || !char.IsAsciiLetter((char)text[0]))
        {
            return 0;
        }

        int length = text.IndexOfAnyExcept(Inner);
        return length < 0 ? text.Length : length;
    }
}
