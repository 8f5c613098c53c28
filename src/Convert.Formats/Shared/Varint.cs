using System.Numerics;
using System.Runtime.CompilerServices;

namespace Refold.Formats.Shared;

/// <summary>
/// Numbers of 64 bits in one to ten bytes: seven bits a byte, the low ones first, the top bit set in all bytes but the
/// last. Source: protobuf.dev, "Encoding".
/// </summary>
internal static class Varint
{
    public const int MaxLength = 10;

    /// <summary>How many bytes a number takes.</summary>
    public static int Length(ulong value) => ((BitOperations.Log2(value | 1) * 9) + 73) >> 6;

    /// <summary>
    /// The number at a place, which moves behind it; false if the bytes end before the number does, or if it is longer
    /// than a number can be.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> bytes, ref int at, out ulong value)
    {
        // Most numbers are small: these cases are all that hot loops see.
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

    /// <summary>Writes a number and returns the place behind it. There must be room.</summary>
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
