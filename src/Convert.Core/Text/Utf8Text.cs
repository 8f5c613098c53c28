using System.Buffers;
using System.Text;

namespace Refold.Text;

/// <summary>
/// UTF-8 to .NET strings and back, without losing bytes that are not UTF-8: such a byte becomes the lone low surrogate
/// U+DC00 + byte (U+DC80 to U+DCFF), which no valid text contains, and turns into the same byte again.
/// </summary>
public static class Utf8Text
{
    /// <summary>The text of some bytes.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        if (System.Text.Unicode.Utf8.IsValid(bytes))
        {
            return Encoding.UTF8.GetString(bytes);
        }

        var text = new StringBuilder(bytes.Length);
        Span<char> units = stackalloc char[2];
        while (!bytes.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(bytes, out Rune rune, out int length) == OperationStatus.Done)
            {
                text.Append(units[..rune.EncodeToUtf16(units)]);
            }
            else
            {
                length = 1;
                text.Append((char)(0xDC00 + bytes[0]));
            }

            bytes = bytes[length..];
        }

        return text.ToString();
    }

    /// <summary>The bytes of a text. A lone surrogate outside U+DC80 to U+DCFF becomes U+FFFD.</summary>
    public static byte[] Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF'))
        {
            return Encoding.UTF8.GetBytes(text);
        }

        var bytes = new ArrayBufferWriter<byte>(text.Length * 3);
        ReadOnlySpan<char> rest = text;
        while (!rest.IsEmpty)
        {
            Span<byte> room = bytes.GetSpan(4);
            int written = 1;
            if (Rune.DecodeFromUtf16(rest, out Rune rune, out int used) == OperationStatus.Done)
            {
                written = rune.EncodeToUtf8(room);
            }
            else if (rest[0] is >= '\uDC80' and <= '\uDCFF')
            {
                room[0] = (byte)(rest[0] - 0xDC00);
            }
            else
            {
                written = Rune.ReplacementChar.EncodeToUtf8(room);
            }

            bytes.Advance(written);
            rest = rest[used..];
        }

        return bytes.WrittenSpan.ToArray();
    }
}
