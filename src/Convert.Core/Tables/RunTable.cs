using System.Runtime.InteropServices;

namespace Refold.Tables;

/// <summary>
/// Distinct lists, numbered from 1 in the order they are first seen: the frames of all stacks, the labels of all label
/// sets, the raw bytes of a stack that a reader looks at once only. The empty list is number 0 and takes no row.
/// </summary>
/// <remarks>
/// Items lie end to end in chunks, a list never in two of them. The table grows by chunks, so nothing is copied and
/// little is taken in advance.
/// </remarks>
/// <typeparam name="T">The items. They must have no padding: lists are hashed and compared as bytes.</typeparam>
public sealed class RunTable<T>
    where T : unmanaged
{
    private readonly SlotTable _slots = new();
    private readonly List<T[]> _chunks = [];
    private Place[] _places = new Place[64];
    private int _used;

    /// <summary>How many lists there are, the empty one not counted.</summary>
    public int Count { get; private set; }

    /// <summary>How many items all lists have together.</summary>
    public int ItemCount { get; private set; }

    /// <summary>The items of a list.</summary>
    public ReadOnlySpan<T> this[int number]
    {
        get
        {
            Place place = _places[number];
            return place.Length == 0 ? default : _chunks[place.Chunk].AsSpan(place.Start, place.Length);
        }
    }

    /// <summary>The number of a list, which is added if it is new.</summary>
    public int Add(ReadOnlySpan<T> run)
    {
        if (run.IsEmpty)
        {
            return 0;
        }

        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(run);
        uint hash = Fingerprint.Hash(bytes);
        int number = Find(hash, bytes);
        if (number == 0)
        {
            Append(run);
            number = Count;
            _slots.Add(hash, number);
        }

        return number;
    }

    /// <summary>The number of a list; false if it was never added.</summary>
    public bool TryFind(ReadOnlySpan<T> run, out int number)
    {
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(run);
        number = run.IsEmpty ? 0 : Find(Fingerprint.Hash(bytes), bytes);
        return run.IsEmpty || number != 0;
    }

    private int Find(uint hash, ReadOnlySpan<byte> bytes)
    {
        for (int at = _slots.Start(hash); _slots.Next(hash, ref at, out int number);)
        {
            if (MemoryMarshal.AsBytes(this[number]).SequenceEqual(bytes))
            {
                return number;
            }
        }

        return 0;
    }

    private void Append(ReadOnlySpan<T> run)
    {
        if (_chunks.Count == 0 || run.Length > _chunks[^1].Length - _used)
        {
            AddChunk(run.Length);
        }

        if (Count + 2 > _places.Length)
        {
            Array.Resize(ref _places, _places.Length * 2);
        }

        run.CopyTo(_chunks[^1].AsSpan(_used));
        _places[++Count] = new Place(_chunks.Count - 1, _used, run.Length);
        _used += run.Length;
        ItemCount = checked(ItemCount + run.Length);
    }

    // As large as all chunks before it, within limits: small tables stay small, large ones have few chunks.
    private void AddChunk(int atLeast)
    {
        const int Smallest = 256;
        const int Largest = 1 << 16;
        int length = Math.Max(atLeast, Math.Clamp(ItemCount, Smallest, Largest));
        _chunks.Add(GC.AllocateUninitializedArray<T>(length));
        _used = 0;
    }

    private readonly record struct Place(int Chunk, int Start, int Length);
}
