using System.Numerics;
using System.Runtime.CompilerServices;

namespace Refold.Formats.Shared;

/// <summary>Reads and writes 64-bit numbers as varints of one to ten bytes.</summary>
/// <remarks>
/// Seven bits per byte, the low ones first; the top bit is set in all bytes but the last.
/// <code>
///   1   01
/// 127   7f
/// 300   ac 02          0xac = 1·0101100   0x02 = 0·0000010   →  0000010 0101100 = 300
///  -1   ff ff ff ff ff ff ff ff ff 01       as an unsigned number
/// </code>
/// Source: protobuf.dev, "Encoding".
/// </remarks>
internal static class Varint
{
    /// <summary>The length of the longest varint.</summary>
    public const int MaxLength = 10;

    /// <summary>Returns the length of a number in bytes.</summary>
    public static int Length(ulong value) => ((BitOperations.Log2(value | 1) * 9) + 73) >> 6;

    /// <summary>Reads a number.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="at">The offset of the number; then that of the byte after it.</param>
    /// <param name="value">The number.</param>
    /// <returns>False if the number is truncated or has more than ten bytes.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> bytes, ref int at, out ulong value)
    {
        // Most numbers are small, so lengths of one to three bytes are inlined.
        if ((uint)at < (uint)bytes.Length && bytes[at] is < 0x80 and byte only)
        {
            value = only;
            at++;
            return true;
        }

        if ((uint)(at + 1) < (uint)bytes.Length && bytes[at + 1] is < 0x80 and byte second)
        {
            value = (bytes[at] & 0x7Fu) | ((uint)second << 7);
            at += 2;
            return true;
        }

        if ((uint)(at + 2) < (uint)bytes.Length && bytes[at + 2] is < 0x80 and byte third)
        {
            value = (bytes[at] & 0x7Fu) | ((bytes[at + 1] & 0x7Fu) << 7) | ((uint)third << 14);
            at += 3;
            return true;
        }

        return TryReadLong(bytes, ref at, out value);
    }

    /// <summary>Writes a number at an offset and returns the offset after it. The span must be long enough.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Write(Span<byte> bytes, int at, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            bytes[at++] = (byte)(value | 0x80);
        }

        bytes[at] = (byte)value;
        return at + 1;
    }

    private static bool TryReadLong(ReadOnlySpan<byte> bytes, ref int at, out ulong value)
    {
        value = 0;
        ReadOnlySpan<byte> rest = bytes[Math.Min(at, bytes.Length)..];
        rest = rest[..Math.Min(rest.Length, MaxLength)];
        for (int i = 0; i < rest.Length; i++)
        {
            value |= (ulong)(rest[i] & 0x7F) << (7 * i);
            if (rest[i] < 0x80)
            {
                at += i + 1;
                return true;
            }
        }

        return false;
    }
}
