namespace Refold.Storage;

/// <summary>
/// Lists of items, numbered from 1 in the order they are added. Number 0 is an empty list.
/// </summary>
/// <remarks>
/// Items lie end to end in chunks, a list never in two of them. The store grows by chunks, so nothing is copied and
/// little is taken in advance.
/// </remarks>
/// <typeparam name="T">The items.</typeparam>
internal sealed class SpanStore<T>
    where T : unmanaged
{
    private readonly RowStore<Place> _places = new();
    private readonly List<T[]> _chunks = [[]];
    private int _used;

    /// <summary>How many lists there are, number 0 not counted.</summary>
    public int Count => _places.Count;

    /// <summary>How many items all lists have together.</summary>
    public long ItemCount { get; private set; }

    /// <summary>The items of a list.</summary>
    public ReadOnlySpan<T> this[int number]
    {
        get
        {
            ref readonly Place place = ref _places[number];
            return _chunks[place.Chunk].AsSpan(place.Start, place.Length);
        }
    }

    /// <summary>Adds a list and returns its number.</summary>
    public int Append(ReadOnlySpan<T> run)
    {
        if (run.Length > _chunks[^1].Length - _used)
        {
            AddChunk(run.Length);
        }

        int start = _used;
        run.CopyTo(_chunks[^1].AsSpan(start));
        _used += run.Length;
        ItemCount += run.Length;
        return _places.Append(new Place(_chunks.Count - 1, start, run.Length));
    }

    // As large as all chunks before it, within limits: small stores stay small, large ones have few chunks.
    private void AddChunk(int atLeast)
    {
        const int Smallest = 256;
        const int Largest = 1 << 16;
        int length = Math.Max(atLeast, (int)Math.Clamp(ItemCount, Smallest, Largest));
        _chunks.Add(GC.AllocateUninitializedArray<T>(length));
        _used = 0;
    }

    private readonly record struct Place(int Chunk, int Start, int Length);
}
