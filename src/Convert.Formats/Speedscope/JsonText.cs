using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Refold.Formats.Speedscope;

/// <summary>Quotes and unescapes the strings of JSON.</summary>
internal static class JsonText
{
    private static readonly SearchValues<byte> Special =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(i => (byte)i), (byte)'"', (byte)'\\']);

    /// <summary>Unescapes a string that a JSON reader has accepted. A lone surrogate becomes U+FFFD.</summary>
    /// <param name="escaped">The bytes between the quotes.</param>
    public static byte[] Unescape(ReadOnlySpan<byte> escaped)
    {
        byte[] bytes = new byte[escaped.Length];
        int length = 0;
        for (int at = 0; at < escaped.Length;)
        {
            byte value = escaped[at++];
            if (value != (byte)'\\')
            {
                bytes[length++] = value;
            }
            else if (escaped[at] == (byte)'u')
            {
                length += UnescapeRune(escaped, ref at).EncodeToUtf8(bytes.AsSpan(length));
            }
            else
            {
                bytes[length++] = Unescaped(escaped[at++]);
            }
        }

        return bytes[..length];
    }

    /// <summary>Quotes and escapes a text; bytes that are not UTF-8 become U+FFFD.</summary>
    public static byte[] Quote(ReadOnlySpan<byte> utf8)
    {
        if (!System.Text.Unicode.Utf8.IsValid(utf8))
        {
            utf8 = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(utf8));
        }

        if (!utf8.ContainsAny(Special))
        {
            return [(byte)'"', .. utf8, (byte)'"'];
        }

        var text = new ArrayBufferWriter<byte>(utf8.Length + 16);
        text.Write("\""u8);
        for (int i = utf8.IndexOfAny(Special); i >= 0; i = utf8.IndexOfAny(Special))
        {
            text.Write(utf8[..i]);
            Escape(utf8[i], text);
            utf8 = utf8[(i + 1)..];
        }

        text.Write(utf8);
        text.Write("\""u8);
        return text.WrittenSpan.ToArray();
    }

    private static void Escape(byte value, ArrayBufferWriter<byte> text)
    {
        switch (value)
        {
            case (byte)'"' or (byte)'\\':
                text.Write([(byte)'\\', value]);
                break;
            case (byte)'\n':
                text.Write("\\n"u8);
                break;
            case (byte)'\t':
                text.Write("\\t"u8);
                break;
            case (byte)'\r':
                text.Write("\\r"u8);
                break;
            default:
                text.Write("\\u00"u8);
                text.Write(Encoding.ASCII.GetBytes(Convert.ToHexStringLower([value])));
                break;
        }
    }

    private static byte Unescaped(byte letter) => letter switch
    {
        (byte)'n' => (byte)'\n',
        (byte)'r' => (byte)'\r',
        (byte)'t' => (byte)'\t',
        (byte)'b' => (byte)'\b',
        (byte)'f' => (byte)'\f',
        _ => letter,
    };

    // Unescapes \uXXXX, or \uXXXX\uXXXX if both are one character. At the first u before, after the escape afterwards.
    private static Rune UnescapeRune(ReadOnlySpan<byte> escaped, ref int at)
    {
        char first = Unit(escaped, at);
        at += 5;
        if (Rune.TryCreate(first, out Rune rune))
        {
            return rune;
        }

        bool isPair = escaped[at..] is [(byte)'\\', (byte)'u', _, _, _, _, ..]
            && Rune.TryCreate(first, Unit(escaped, at + 1), out rune);
        at += isPair ? 6 : 0;
        return isPair ? rune : Rune.ReplacementChar;
    }

    private static char Unit(ReadOnlySpan<byte> escaped, int at)
    {
        _ = Utf8Parser.TryParse(escaped.Slice(at + 1, 4), out ushort unit, out _, 'x');
        return (char)unit;
    }
}
