using System.Buffers;
using System.Text;
using Refold.Text;

namespace Refold.Formats.FlameGraph;

/// <summary>Escapes text for XML 1.0, so that no name becomes markup.</summary>
/// <remarks>
/// <c>&amp; &lt; &gt; "</c> become entities. Control characters and other characters that are not printable
/// (<see cref="PrintableText"/>), and each byte that is not UTF-8, become U+FFFD.
/// </remarks>
internal static class XmlText
{
    // Bytes from 0x80 on are included: some of the characters that they encode are replaced.
    private static readonly SearchValues<byte> Special = SearchValues.Create(
        [.. Enumerable.Range(0, 256).Where(b => b is (< 0x20 and not '\t') or >= 0x7F or '&' or '<' or '>' or '"')
            .Select(b => (byte)b)]);

    /// <summary>Escapes a text.</summary>
    public static string Escape(string text)
    {
        var bytes = new MemoryStream();
        var output = new Utf8Output(bytes);
        Escape(Utf8Text.Encode(text), output);
        output.Flush();
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    /// <summary>Converts a text to the content of a comment: ASCII, without control characters and <c>--</c>.</summary>
    public static string EscapeComment(string text)
    {
        string plain = string.Concat(text.Select(c => c is >= ' ' and <= '~' ? c : c is '\t' or '\n' ? ' ' : '?'));
        return plain.Replace("--", "- -", StringComparison.Ordinal).Replace("--", "- -", StringComparison.Ordinal);
    }

    /// <summary>Writes a text escaped for element content or an attribute in quotes.</summary>
    public static void Escape(ReadOnlySpan<byte> text, Utf8Output to) => Escape(text, to, quotes: true);

    /// <summary>Writes a text escaped for element content only: quotes are kept.</summary>
    public static void EscapeLabel(ReadOnlySpan<byte> text, Utf8Output to) => Escape(text, to, quotes: false);

    private static void Escape(ReadOnlySpan<byte> text, Utf8Output to, bool quotes)
    {
        while (true)
        {
            int plain = text.IndexOfAny(Special);
            if (plain < 0)
            {
                to.Write(text);
                return;
            }

            to.Write(text[..plain]);
            text = text[plain..];
            text = text[EscapeOne(text, to, quotes)..];
        }
    }

    // Returns the number of bytes read.
    private static int EscapeOne(ReadOnlySpan<byte> text, Utf8Output to, bool quotes)
    {
        if (Rune.DecodeFromUtf8(text, out Rune rune, out int length) != OperationStatus.Done)
        {
            // One U+FFFD per byte, so that invalid names of different lengths remain different.
            to.Write("\uFFFD"u8);
            return 1;
        }

        to.Write(rune.Value switch
        {
            '&' => "&amp;"u8,
            '<' => "&lt;"u8,
            '>' => "&gt;"u8,
            '"' when quotes => "&quot;"u8,
            '\n' or '\r' => " "u8,
            '\t' => "\t"u8,
            _ => PrintableText.IsSafe(rune) ? text[..length] : "\uFFFD"u8,
        });
        return length;
    }
}
