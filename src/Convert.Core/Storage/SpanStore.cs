namespace Refold.Storage;

/// <summary>Lists with ids from 1, in the order in which they were added. Id 0 is an empty list.</summary>
/// <remarks>
/// The store grows by chunks, so that nothing is copied and little memory is reserved:
/// <code>
/// chunk 1   [ list 1 │ list 2 │ list 3 │ unused ]
/// chunk 2   [ list 4 │ list 5 │                 ]      a list never spans two chunks
/// </code>
/// </remarks>
/// <typeparam name="T">The type of items.</typeparam>
internal sealed class SpanStore<T>
    where T : unmanaged
{
    private readonly RowStore<Place> _places = new();
    private readonly List<T[]> _chunks = [[]];
    private int _used;

    /// <summary>The number of lists, without list 0.</summary>
    public int Count => _places.Count;

    /// <summary>The number of items of all lists.</summary>
    public long ItemCount { get; private set; }

    /// <summary>The items of the list with an id.</summary>
    public ReadOnlySpan<T> this[int number]
    {
        get
        {
            ref readonly Place place = ref _places[number];
            return _chunks[place.Chunk].AsSpan(place.Start, place.Length);
        }
    }

    /// <summary>Adds a list and returns its id.</summary>
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

    // As large as all chunks before it, within limits: a small store takes little memory, a large one has few chunks.
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
