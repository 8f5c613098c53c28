using System.Runtime.CompilerServices;

namespace Refold.Storage;

/// <summary>
/// The hash index that all tables share: from a hash to the rows that have it. It stores no keys; the owner compares
/// each candidate row with what it looks for. Open addressing, so a look-up mostly touches one cache line.
/// </summary>
/// <remarks>
/// One slot is one number: the upper half is the hash, the lower half the row + 1; 0 is a free slot.
/// <code>
///     for (int at = slots.Start(hash); slots.Next(hash, ref at, out int row);) { if (rows[row] is it) return row; }
///     slots.Add(hash, newRow);
/// </code>
/// </remarks>
internal sealed class HashIndex
{
    private ulong[] _slots = new ulong[64];
    private int _count;

    /// <summary>Where the search for a hash begins.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Start(uint hash) => (int)hash & (_slots.Length - 1);

    /// <summary>The next row whose hash is equal; false when there is none left.</summary>
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

    /// <summary>Adds a row. Rows must be added once only, and be less than <see cref="int.MaxValue"/>.</summary>
    public void Add(uint hash, int row)
    {
        // Three of four slots may be taken: a smaller table, of which more stays in the caches, beats a shorter search.
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
