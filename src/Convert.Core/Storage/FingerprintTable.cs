using System.Runtime.InteropServices;

namespace Refold.Storage;

/// <summary>Maps fingerprints to ids, for hot loops that see the same bytes again and again.</summary>
/// <remarks>
/// Stores 95 bits of a fingerprint and no bytes: two inputs collide with a probability of about 2⁻⁹⁵. A slot has
/// 16 bytes, so that it never spans two cache lines, and a look-up mostly reads one line:
/// <code>
/// slot:  [ low 64 bits of the fingerprint ][ mark: 31 further bits, 1 ][ id 32 bits ]      mark 0: a free slot
/// </code>
/// </remarks>
internal sealed class FingerprintTable
{
    private Slot[] _slots = new Slot[256];

    /// <summary>The number of fingerprints.</summary>
    public int Count { get; private set; }

    /// <summary>Finds the id of a fingerprint.</summary>
    /// <returns>Whether the table has it.</returns>
    public bool TryGet(in Fingerprint fingerprint, out int id)
    {
        Slot[] slots = _slots;
        ulong low = fingerprint.Low;
        uint mark = MarkOf(fingerprint);
        for (int at = (int)low; ; at++)
        {
            ref Slot slot = ref slots[at & (slots.Length - 1)];
            id = slot.Id;
            if (slot.Low == low && slot.Mark == mark)
            {
                return true;
            }

            if (slot.Mark == 0)
            {
                return false;
            }
        }
    }

    /// <summary>Adds a fingerprint that the table does not have.</summary>
    public void Add(in Fingerprint fingerprint, int id)
    {
        if (++Count * 2L > _slots.Length)
        {
            Grow();
        }

        Put(_slots, new Slot(fingerprint.Low, MarkOf(fingerprint), id));
    }

    private static uint MarkOf(in Fingerprint fingerprint) => (uint)fingerprint.High | 1;

    private static void Put(Slot[] slots, in Slot slot)
    {
        int mask = slots.Length - 1;
        int at = (int)slot.Low & mask;
        while (slots[at].Mark != 0)
        {
            at = (at + 1) & mask;
        }

        slots[at] = slot;
    }

    private void Grow()
    {
        const int Large = 1 << 16;
        var slots = new Slot[checked(_slots.Length * (_slots.Length < Large ? 4 : 2))];
        foreach (ref readonly Slot slot in _slots.AsSpan())
        {
            if (slot.Mark != 0)
            {
                Put(slots, slot);
            }
        }

        _slots = slots;
    }

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Slot(ulong Low, uint Mark, int Id);
}
