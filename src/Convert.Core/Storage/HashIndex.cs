using System.Runtime.CompilerServices;

namespace Refold.Storage;

/// <summary>Maps hashes to rows. Stores no keys: the owner compares each candidate row with its key.</summary>
/// <remarks>
/// Open addressing, so that a look-up mostly reads one cache line:
/// <code>
/// slot:  [ hash 32 bits ][ row + 1 ]       0: a free slot
///
/// for (int at = index.Start(hash); index.Next(hash, ref at, out int row);)
///     if (rows[row] equals key) return row;
/// index.Add(hash, newRow);
/// </code>
/// </remarks>
internal sealed class HashIndex
{
    private ulong[] _slots = new ulong[64];
    private int _count;

    /// <summary>Returns the slot where the search for a hash begins.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Start(uint hash) => (int)hash & (_slots.Length - 1);

    /// <summary>Finds the next row with a hash.</summary>
    /// <returns>Whether there is one.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Next(uint hash, ref int at, out int row)
    {
        ulong[] slots = _slots;
        while (true)
        {
            ulong slot = slots[at & (slots.Length - 1)];
            at++;
            row = (int)(uint)slot - 1;
            if (slot == 0)
            {
                return false;
            }

            if ((uint)(slot >> 32) == hash)
            {
                return true;
            }
        }
    }

    /// <summary>Adds a row, once only; less than <see cref="int.MaxValue"/>.</summary>
    public void Add(uint hash, int row)
    {
        // Up to three of four slots are used: a small table that stays in the caches beats a shorter search.
        if (++_count * 4L > _slots.Length * 3L)
        {
            Grow();
        }

        Put(_slots, ((ulong)hash << 32) | (uint)(row + 1));
    }

    private static void Put(ulong[] slots, ulong slot)
    {
        int mask = slots.Length - 1;
        int at = (int)(uint)(slot >> 32) & mask;
        while (slots[at] != 0)
        {
            at = (at + 1) & mask;
        }

        slots[at] = slot;
    }

    private void Grow()
    {
        const int Large = 1 << 16;
        var slots = new ulong[checked(_slots.Length * (_slots.Length < Large ? 4 : 2))];
        foreach (ulong slot in _slots)
        {
            if (slot != 0)
            {
                Put(slots, slot);
            }
        }

        _slots = slots;
    }
}
