using System.Runtime.CompilerServices;

namespace Refold.Storage;

/// <summary>Hashes the fields of a row, one after the other. All mixing of hash tables is here.</summary>
/// <remarks>
/// Each field is multiplied before the next one is added, so that fields cannot cancel each other out:
/// <code>
/// ulong hash = RowHash.Add(RowHash.Start, row.Address);
/// hash = RowHash.Add(hash, (ulong)row.Line);
/// return RowHash.Finish(hash);
/// </code>
/// The keys are random and new in each process: no file can be made whose rows all have one hash.
/// </remarks>
internal static class RowHash
{
    /// <summary>The hash of no fields.</summary>
    public static readonly ulong Start = ProcessKeys.Next();

    // Odd, so that a multiplication loses nothing.
    private static readonly ulong Factor = ProcessKeys.Next() | 1;

    /// <summary>The hash of a row of two ids, at the cost of one multiplication.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Combine(int a, int b) => Finish(Add(Start, ((ulong)(uint)a << 32) | (uint)b));

    /// <summary>The hash of a row of up to four fields.</summary>
    public static uint Combine(ulong a, ulong b, ulong c, ulong d = 0) => Finish(Add(Add(Add(Add(Start, a), b), c), d));

    /// <summary>The hash of the fields so far and one more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Add(ulong hash, ulong field)
    {
        ulong high = Math.BigMul(hash ^ field, Factor, out ulong low);
        return high + (low ^ field);
    }

    /// <summary>The 32 bits of a hash that <see cref="HashIndex"/> takes.</summary>
    public static uint Finish(ulong hash) => (uint)(hash >> 32) ^ (uint)hash;

    /// <summary>
    /// Spreads a key over 64 bits, of which the upper are the better hash. Distinct keys stay distinct.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Spread(ulong key) => unchecked(key * Factor);
}
