using System.Buffers;
using System.Text;
using Refold.Text;

namespace Refold.Formats.FlameGraph;

/// <summary>
/// Text as XML 1.0 can hold it, so that no name becomes markup: <c>&amp; &lt; &gt; "</c> escaped, characters that XML
/// forbids or that command a terminal (<see cref="PrintableText"/>) and bytes that are not UTF-8 replaced by U+FFFD.
/// </summary>
internal static class XmlText
{
    // Bytes from 0x80 need a look at what they begin.
    private static readonly SearchValues<byte> Special = SearchValues.Create(
        [.. Enumerable.Range(0, 256).Where(b => b is (< 0x20 and not '\t') or 0x7F or > 0x7F or '&' or '<' or '>' or '"')
            .Select(b => (byte)b)]);

    /// <summary>The text escaped.</summary>
    public static string Escape(string text)
    {
        var bytes = new MemoryStream();
        var output = new Utf8Output(bytes);
        Escape(Utf8Text.Encode(text), output);
        output.Flush();
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    /// <summary>The text as a comment can hold it, in ASCII: no two dashes together, no control characters.</summary>
    public static string Comment(string text)
    {
        string plain = string.Concat(text.Select(c => c is >= ' ' and <= '~' ? c : c is '\t' or '\n' ? ' ' : '?'));
        return plain.Replace("--", "- -", StringComparison.Ordinal).Replace("--", "- -", StringComparison.Ordinal);
    }

    /// <summary>Writes the text escaped.</summary>
    public static void Escape(ReadOnlySpan<byte> text, Utf8Output to) => Escape(text, to, quotes: true);

    /// <summary>Writes the text escaped for the inside of an element, where quotes may stand as they are.</summary>
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

    // Returns how many bytes it has used.
    private static int EscapeOne(ReadOnlySpan<byte> text, Utf8Output to, bool quotes)
    {
        if (Rune.DecodeFromUtf8(text, out Rune rune, out int length) != OperationStatus.Done)
        {
            // One replacement for each byte, so that no two broken names look alike by accident of length.
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
