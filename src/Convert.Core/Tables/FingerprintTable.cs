namespace Refold.Tables;

/// <summary>
/// The memory of a hot loop: "I have seen these bytes before; they meant number N". It keeps fingerprints, not bytes,
/// so it stays small, and a look-up touches one or two cache lines. See <see cref="Fingerprint"/> for the odds.
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
            if (slot.Low == piece.Low && slot.High == piece.High && slot.Used)
            {
                meaning = slot.Meaning;
                return true;
            }

            if (!slot.Used)
            {
                meaning = 0;
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

        Put(_slots, new Slot(piece.Low, piece.High, meaning, true));
    }

    private static void Put(Slot[] slots, in Slot slot)
    {
        int mask = slots.Length - 1;
        int at = (int)slot.Low & mask;
        while (slots[at].Used)
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
            if (slot.Used)
            {
                Put(slots, slot);
            }
        }

        _slots = slots;
    }

    private readonly record struct Slot(ulong Low, ulong High, int Meaning, bool Used);
}
