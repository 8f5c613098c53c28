using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Refold.Storage;

/// <summary>
/// 128 bits that stand for a piece of input. Two different pieces of one input have equal fingerprints with a chance
/// of about 2⁻¹²⁸ a pair, so tables keep the fingerprint and forget the piece. Another processor, or another version,
/// may give others: they are for memory, not for files.
/// </summary>
/// <remarks>
/// 32 bytes at a time, in two lanes; each lane also takes in, in another way, what the other lane eats, so that a
/// difference must cancel in both. A step is a round of AES where the processor has it (x86 since 2010), else a
/// multiplication to 128 bits, folded to 64, which is as quick only where one instruction does it.
/// </remarks>
/// <param name="Low">The first lane.</param>
/// <param name="High">The second lane.</param>
internal readonly record struct Fingerprint(ulong Low, ulong High)
{
    // Odd 64-bit constants with as many ones as zeros (fractions of square roots of primes, as in SHA-512).
    private const ulong K0 = 0x6a09e667f3bcc909;
    private const ulong K1 = 0xbb67ae8584caa73b;
    private const ulong K2 = 0x3c6ef372fe94f82b;
    private const ulong K3 = 0xa54ff53a5f1d36f1;

    /// <summary>The fingerprint of some bytes.</summary>
    public static Fingerprint Compute(ReadOnlySpan<byte> bytes) => Aes.IsSupported ? ByRounds(bytes) : ByFolds(bytes);

    /// <summary>A 32-bit hash of some bytes, for tables that compare their keys.</summary>
    public static uint Hash(ReadOnlySpan<byte> bytes)
    {
        Fingerprint fingerprint = Compute(bytes);
        return (uint)(fingerprint.Low ^ (fingerprint.Low >> 32));
    }

    internal static Fingerprint ByRounds(ReadOnlySpan<byte> bytes)
    {
        Vector128<byte> low = Vector128.Create(K0 ^ (ulong)bytes.Length, K1).AsByte();
        Vector128<byte> high = Vector128.Create(K2, K3).AsByte();
        int blocks = (bytes.Length - 1) / 32;
        if (blocks > 0)
        {
            // One cast and one loop over blocks: one bounds check each.
            foreach (ref readonly Pair pair in MemoryMarshal.Cast<byte, Pair>(bytes[..(blocks * 32)]))
            {
                low = Aes.Encrypt(low ^ pair.First, pair.Second);
                high = Aes.Encrypt(high ^ pair.Second, pair.First);
            }
        }

        // What is left is 1 to 32 bytes. Bytes taken in twice do no harm: the length is mixed in at the start.
        ReadOnlySpan<byte> tail = bytes[(blocks * 32)..];
        Vector128<byte> first = tail.Length >= 16 ? Vector128.Create(tail) : Vector128<byte>.Zero;
        Vector128<byte> last = bytes.Length >= 16 ? Vector128.Create(bytes[^16..]) : Padded(bytes);
        low = Aes.Encrypt(low ^ first, last);
        high = Aes.Encrypt(high ^ last, first);
        low = Aes.Encrypt(Aes.Encrypt(low, high), high);
        low = Aes.Encrypt(Aes.Encrypt(low, Vector128.Create(K1, K3).AsByte()), Vector128.Create(K2, K0).AsByte());
        return new Fingerprint(low.AsUInt64().ToScalar(), low.AsUInt64().GetElement(1));
    }

    internal static Fingerprint ByFolds(ReadOnlySpan<byte> bytes)
    {
        ulong low = K0 ^ (ulong)bytes.Length;
        ulong high = K3;
        int blocks = (bytes.Length - 1) / 32;
        if (blocks > 0)
        {
            foreach (ref readonly Block block in MemoryMarshal.Cast<byte, Block>(bytes[..(blocks * 32)]))
            {
                Mix(ref low, ref high, block.A, block.B, block.C, block.D);
            }
        }

        return Finish(bytes[(blocks * 32)..], low, high);
    }

    private static Fingerprint Finish(ReadOnlySpan<byte> tail, ulong low, ulong high)
    {
        if (tail.Length >= 16)
        {
            // The last 16 bytes overlap the first; the length, mixed in at the start, keeps this unambiguous.
            ulong c = Word(tail, tail.Length - 16);
            ulong d = Word(tail, tail.Length - 8);
            Mix(ref low, ref high, Word(tail, 0), Word(tail, 8), c, d);
        }
        else if (tail.Length >= 8)
        {
            Mix(ref low, ref high, Word(tail, 0), Word(tail, tail.Length - 8), 0, 0);
        }
        else
        {
            ulong a = 0;
            for (int i = 0; i < tail.Length; i++)
            {
                a = (a << 8) | tail[i];
            }

            Mix(ref low, ref high, a, 0, 0, 0);
        }

        return new Fingerprint(Fold(low ^ K1, high ^ K2), Fold(high ^ K0, low ^ K3));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Mix(ref ulong low, ref ulong high, ulong a, ulong b, ulong c, ulong d)
    {
        ulong nextLow = Fold(a ^ K1, b ^ low) + (c ^ ulong.RotateLeft(d, 23));
        high = Fold(c ^ K2, d ^ high) + (a ^ ulong.RotateLeft(b, 29));
        low = nextLow;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Fold(ulong a, ulong b)
    {
        ulong high = Math.BigMul(a, b, out ulong low);
        return high ^ low;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Word(ReadOnlySpan<byte> bytes, int at) => MemoryMarshal.Read<ulong>(bytes[at..]);

    private static Vector128<byte> Padded(ReadOnlySpan<byte> bytes)
    {
        Span<byte> padded = stackalloc byte[16];
        padded.Clear();
        bytes.CopyTo(padded);
        return Vector128.Create((ReadOnlySpan<byte>)padded);
    }

    private readonly record struct Pair(Vector128<byte> First, Vector128<byte> Second);

    private readonly record struct Block(ulong A, ulong B, ulong C, ulong D);
}
