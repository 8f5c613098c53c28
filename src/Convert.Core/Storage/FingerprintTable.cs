using System.Runtime.InteropServices;

namespace Refold.Storage;

/// <summary>
/// The memory of a hot loop: "I have seen these bytes before; they meant number N". It keeps fingerprints, not bytes,
/// so it stays small, and a look-up mostly touches one cache line. See <see cref="Fingerprint"/> for the odds.
/// </summary>
/// <remarks>Of a fingerprint, 95 bits are kept: a slot then takes sixteen bytes, and is never cut by a cache line.</remarks>
internal sealed class FingerprintTable
{
    private Slot[] _slots = new Slot[256];

    /// <summary>How many pieces are remembered.</summary>
    public int Count { get; private set; }

    /// <summary>What the piece meant; false if it was not seen before.</summary>
    public bool TryGet(in Fingerprint piece, out int meaning)
    {
        Slot[] slots = _slots;
        ulong low = piece.Low;
        uint mark = MarkOf(piece);
        for (int at = (int)low; ; at++)
        {
            ref Slot slot = ref slots[at & (slots.Length - 1)];
            meaning = slot.Meaning;
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

    /// <summary>Remembers what a piece means. The piece must not be remembered yet.</summary>
    public void Add(in Fingerprint piece, int meaning)
    {
        if (++Count * 2L > _slots.Length)
        {
            Grow();
        }

        Put(_slots, new Slot(piece.Low, MarkOf(piece), meaning));
    }

    // 0 marks a free slot.
    private static uint MarkOf(in Fingerprint piece) => (uint)piece.High | 1;

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
    private readonly record struct Slot(ulong Low, uint Mark, int Meaning);
}
