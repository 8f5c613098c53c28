using System.Buffers.Text;

namespace Refold.Formats.Text;

/// <summary>Replaces escapes by their bytes: <c>\" \\ \n \r \t \x1b</c>.</summary>
internal static class TextUnescaper
{
    /// <summary>Returns the bytes before the closing quote; null if there is none or an escape is not valid.</summary>
    /// <param name="text">The text after the opening quote.</param>
    /// <param name="used">The length of the text with its escapes and the closing quote.</param>
    public static byte[]? Unescape(ReadOnlySpan<byte> text, out int used)
    {
        byte[] bytes = new byte[text.Length];
        int length = 0;
        for (used = 0; used < text.Length;)
        {
            byte value = text[used++];
            if (value == (byte)'"')
            {
                return bytes[..length];
            }

            if (value == (byte)'\\' && !TryEscape(text, ref used, out value))
            {
                return null;
            }

            bytes[length++] = value;
        }

        return null;
    }

    private static bool TryEscape(ReadOnlySpan<byte> text, ref int at, out byte value)
    {
        value = at < text.Length ? text[at++] : (byte)0;
        switch (value)
        {
            case (byte)'"' or (byte)'\\':
                return true;
            case (byte)'n':
                value = (byte)'\n';
                return true;
            case (byte)'r':
                value = (byte)'\r';
                return true;
            case (byte)'t':
                value = (byte)'\t';
                return true;
            case (byte)'x' when text.Length - at >= 2:
                bool isHex = Utf8Parser.TryParse(text.Slice(at, 2), out value, out int length, 'x') && length == 2;
                at += 2;
                return isHex;
            default:
                return false;
        }
    }
}
