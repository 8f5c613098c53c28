using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Refold.Storage;

/// <summary>A 128-bit hash of bytes, by which tables find bytes without storing them.</summary>
/// <remarks>
/// Two different inputs have equal fingerprints with a probability of about 2⁻¹²⁸. The keys are random and new in
/// each process, so that no file can be made for equal fingerprints; a fingerprint is never written to a file.
/// <code>
/// block of 32 bytes:   [ first 16 ][ second 16 ]
///
/// low  = round(low  ^ first,  second)      two lanes of 128 bits, which take in the same bytes
/// high = round(high ^ second, first)       differently: a difference must cancel out in both
/// </code>
/// A round is one of AES where the processor has it (x86 since 2010), else a multiplication to 128 bits, folded to 64,
/// which is as fast only where it is one instruction.
/// </remarks>
/// <param name="Low">The lower 64 bits.</param>
/// <param name="High">The upper 64 bits.</param>
internal readonly record struct Fingerprint(ulong Low, ulong High)
{
    private static readonly ulong K0 = ProcessKeys.Next();
    private static readonly ulong K1 = ProcessKeys.Next();
    private static readonly ulong K2 = ProcessKeys.Next();
    private static readonly ulong K3 = ProcessKeys.Next();

    /// <summary>Computes the fingerprint of some bytes.</summary>
    public static Fingerprint Compute(ReadOnlySpan<byte> bytes) => Aes.IsSupported ? ByRounds(bytes) : ByFolds(bytes);

    /// <summary>Computes a 32-bit hash of some bytes, for tables that compare the bytes as well.</summary>
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

        // The tail of 1 to 32 bytes. Both halves may contain the same bytes, since the length is mixed in at the start.
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
