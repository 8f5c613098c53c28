namespace Refold.Tables;

/// <summary>
/// The memory of a hot loop: "I have seen these bytes before; they meant number N". It keeps fingerprints, not bytes,
/// so it stays small, and a look-up touches one cache line. See <see cref="Fingerprint"/> for the odds; of its 128 bits
/// 96 are kept, which leaves them below 2⁻⁴⁰ for a table of a hundred million pieces.
/// </summary>
public sealed class FingerprintTable
{
    private Slot[] _slots = new Slot[256];

    /// <summary>How many pieces are remembered.</summary>
    public int Count { get; private set; }

    /// <summary>What the piece meant; false if it was not seen before.</summary>
    public bool TryGet(in Fingerprint piece, out int meaning)
    {
        Slot[] slots = _slots;
        int mask = slots.Length - 1;
        for (int at = (int)piece.Low & mask; ; at = (at + 1) & mask)
        {
            ref Slot slot = ref slots[at];
            if (slot.Low == piece.Low && slot.High == (uint)piece.High && slot.IsUsed)
            {
                meaning = slot.Meaning;
                return true;
            }

            if (!slot.IsUsed)
            {
                meaning = 0;
                return false;
            }
        }
    }

    /// <summary>Remembers what a piece means. The piece must not be remembered yet.</summary>
    /// <param name="piece">The piece.</param>
    /// <param name="meaning">Any number but -1.</param>
    public void Add(in Fingerprint piece, int meaning)
    {
        if (++Count * 3L > _slots.Length * 2L)
        {
            Grow();
        }

        Put(_slots, new Slot(piece.Low, (uint)piece.High, meaning + 1));
    }

    private static void Put(Slot[] slots, in Slot slot)
    {
        int mask = slots.Length - 1;
        int at = (int)slot.Low & mask;
        while (slots[at].IsUsed)
        {
            at = (at + 1) & mask;
        }

        slots[at] = slot;
    }

    private void Grow()
    {
        var slots = new Slot[checked(_slots.Length * 2)];
        foreach (ref readonly Slot slot in _slots.AsSpan())
        {
            if (slot.IsUsed)
            {
                Put(slots, slot);
            }
        }

        _slots = slots;
    }

    // Sixteen bytes: four slots to a cache line.
    private readonly record struct Slot(ulong Low, uint High, int MeaningPlusOne)
    {
        public bool IsUsed => MeaningPlusOne != 0;

        public int Meaning => MeaningPlusOne - 1;
    }
}
