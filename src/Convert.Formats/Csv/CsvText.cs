using System.Buffers;
using Refold.Text;

namespace Refold.Formats.Csv;

/// <summary>Several words in one cell, with a separator between them.</summary>
/// <remarks>
/// A backslash before a separator or a backslash makes it part of a word:
/// <code>
/// main;work            main, work
/// main;a\;b            main, a;b
/// C:\\app;work         C:\app, work
/// </code>
/// </remarks>
internal static class CsvText
{
    private const byte Escape = (byte)'\\';

    /// <summary>Appends a word.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="word">The word.</param>
    /// <param name="separator">The separator of words.</param>
    public static void Append(ArrayBufferWriter<byte> cell, ReadOnlySpan<byte> word, byte separator)
    {
        for (int at = word.IndexOfAny(separator, Escape); at >= 0; at = word.IndexOfAny(separator, Escape))
        {
            cell.Write(word[..at]);
            cell.Write([Escape, word[at]]);
            word = word[(at + 1)..];
        }

        cell.Write(word);
    }

    /// <summary>Joins two words by a slash.</summary>
    public static string Pair(string first, string second)
    {
        var cell = new ArrayBufferWriter<byte>();
        Append(cell, Utf8Text.Encode(first), (byte)'/');
        cell.Write("/"u8);
        Append(cell, Utf8Text.Encode(second), (byte)'/');
        return Utf8Text.Decode(cell.WrittenSpan);
    }

    /// <summary>Removes the first word and its separator from a cell, and returns the word.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="separator">The separator of words.</param>
    /// <param name="isLast">Whether no separator follows the word.</param>
    public static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> cell, byte separator, out bool isLast)
    {
        int end = 0;
        int escapes = 0;
        while (end < cell.Length && cell[end] != separator)
        {
            bool isEscape = cell[end] == Escape && end + 1 < cell.Length;
            escapes += isEscape ? 1 : 0;
            end += isEscape ? 2 : 1;
        }

        ReadOnlySpan<byte> word = cell[..end];
        isLast = end == cell.Length;
        cell = isLast ? default : cell[(end + 1)..];
        return escapes == 0 ? word : WithoutEscapes(word);
    }

    /// <summary>Splits a cell at its first slash; the second word is null if there is no slash.</summary>
    public static (string First, string? Second) Split(string cell)
    {
        ReadOnlySpan<byte> rest = Utf8Text.Encode(cell);
        string first = Utf8Text.Decode(Take(ref rest, (byte)'/', out bool isLast));
        return (first, isLast ? null : Utf8Text.Decode(Take(ref rest, (byte)'/', out _)));
    }

    private static byte[] WithoutEscapes(ReadOnlySpan<byte> word)
    {
        var bytes = new List<byte>(word.Length);
        for (int i = 0; i < word.Length; i++)
        {
            i += word[i] == Escape && i + 1 < word.Length ? 1 : 0;
            bytes.Add(word[i]);
        }

        return [.. bytes];
    }
}
