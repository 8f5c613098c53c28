using System.Runtime.CompilerServices;

namespace Refold.Storage;

/// <summary>
/// A hash over the fields of a row, one field after the other. Each is multiplied in before the next comes, so that
/// inputs whose fields cancel each other out do not make all rows collide.
/// </summary>
internal static class RowHash
{
    private const ulong Seed = 0x6a09e667f3bcc909;
    private const ulong Factor = 0x9E3779B97F4A7C15;

    public static uint Combine(ulong a, ulong b, ulong c, ulong d = 0) => Finish(Add(Add(Add(Add(Seed, a), b), c), d));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Add(ulong hash, ulong field)
    {
        ulong high = Math.BigMul(hash ^ field, Factor, out ulong low);
        return high + (low ^ field);
    }

    public static uint Finish(ulong hash) => (uint)(hash >> 32) ^ (uint)hash;
}
