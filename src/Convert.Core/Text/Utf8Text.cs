using System.Buffers;
using System.Text;

namespace Refold.Text;

/// <summary>Converts UTF-8 to .NET strings and back, without loss of bytes that are not UTF-8.</summary>
/// <remarks>
/// Such a byte becomes a lone low surrogate, which valid text does not contain, as in Python's <c>surrogateescape</c>:
/// <code>
/// 63 61 66 c3 a9      café
/// 63 61 66 e9         caf\udce9      U+DC00 + byte
/// </code>
/// </remarks>
public static class Utf8Text
{
    /// <summary>Converts bytes to text.</summary>
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

    /// <summary>Converts text to bytes. A lone surrogate outside U+DC80 to U+DCFF becomes U+FFFD.</summary>
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
