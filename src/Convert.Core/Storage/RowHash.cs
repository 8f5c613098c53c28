using System.Runtime.CompilerServices;

namespace Refold.Storage;

/// <summary>Hashes of rows and keys. All mixing of hash tables is here.</summary>
/// <remarks>
/// Each field is multiplied in before the next is added, so that inputs whose fields cancel each other out do not make
/// all rows collide.
/// </remarks>
internal static class RowHash
{
    private const ulong Seed = 0x6a09e667f3bcc909;

    // 2^64 divided by the golden ratio: multiples of it are spread evenly (Knuth, TAOCP 6.4).
    private const ulong Factor = 0x9E3779B97F4A7C15;

    /// <summary>The hash of a row of two ids, at the cost of one multiplication.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Combine(int a, int b) => Finish(Add(Seed, ((ulong)(uint)a << 32) | (uint)b));

    /// <summary>The hash of a row of up to four fields.</summary>
    public static uint Combine(ulong a, ulong b, ulong c, ulong d = 0) => Finish(Add(Add(Add(Add(Seed, a), b), c), d));

    /// <summary>The hash of the fields so far and one more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Add(ulong hash, ulong field)
    {
        ulong high = Math.BigMul(hash ^ field, Factor, out ulong low);
        return high + (low ^ field);
    }

    /// <summary>The 32 bits of a hash that <see cref="HashIndex"/> takes.</summary>
    public static uint Finish(ulong hash) => (uint)(hash >> 32) ^ (uint)hash;

    /// <summary>Spreads a key over 64 bits, of which the upper are the better hash. Distinct keys stay distinct.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Spread(ulong key) => unchecked(key * Factor);
}
