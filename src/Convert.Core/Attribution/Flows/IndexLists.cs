namespace Refold.Attribution;

/// <summary>Items listed by key, the items of a key in their order: one array, and where each list starts.</summary>
internal sealed class IndexLists
{
    private readonly int[] _starts;
    private readonly int[] _items;

    private IndexLists(int[] starts, int[] items)
    {
        _starts = starts;
        _items = items;
    }

    /// <summary>No lists.</summary>
    public static IndexLists Empty { get; } = new([0], []);

    /// <summary>The items of a key.</summary>
    public ReadOnlySpan<int> this[int key] => _items.AsSpan(_starts[key].._starts[key + 1]);

    /// <summary>Lists the items from 0.</summary>
    /// <param name="keyCount">The number of keys, which count from 0.</param>
    /// <param name="itemCount">The number of items.</param>
    /// <param name="keyOf">The key of an item.</param>
    public static IndexLists Create(int keyCount, int itemCount, Func<int, int> keyOf)
    {
        var starts = new int[keyCount + 1];
        for (int i = 0; i < itemCount; i++)
        {
            starts[keyOf(i) + 1]++;
        }

        for (int key = 0; key < keyCount; key++)
        {
            starts[key + 1] += starts[key];
        }

        int[] next = [.. starts];
        var items = new int[itemCount];
        for (int i = 0; i < itemCount; i++)
        {
            items[next[keyOf(i)]++] = i;
        }

        return new IndexLists(starts, items);
    }
}
