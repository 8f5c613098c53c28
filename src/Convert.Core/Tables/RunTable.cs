using System.Runtime.InteropServices;

namespace Refold.Tables;

/// <summary>
/// Distinct lists, numbered from 1 in the order they are first seen, their items end to end in one array: the frames
/// of all stacks, the labels of all label sets, the raw bytes of a stack that a reader looks at once only. The empty
/// list is number 0 and takes no row.
/// </summary>
/// <typeparam name="T">The items. They must have no padding: lists are hashed and compared as bytes.</typeparam>
public sealed class RunTable<T>
    where T : unmanaged
{
    private readonly SlotTable _slots = new();
    private T[] _items = new T[256];
    private int[] _ends = new int[64];

    /// <summary>How many lists there are, the empty one not counted.</summary>
    public int Count { get; private set; }

    /// <summary>How many items all lists have together.</summary>
    public int ItemCount => _ends[Count];

    /// <summary>The items of a list.</summary>
    public ReadOnlySpan<T> this[int number] =>
        number == 0 ? default : _items.AsSpan(_ends[number - 1].._ends[number]);

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
        int start = ItemCount;
        int end = checked(start + run.Length);
        if (end > _items.Length)
        {
            Array.Resize(ref _items, (int)Math.Min(Array.MaxLength, Math.Max(end, _items.Length * 2L)));
        }

        if (Count + 2 > _ends.Length)
        {
            Array.Resize(ref _ends, _ends.Length * 2);
        }

        run.CopyTo(_items.AsSpan(start));
        _ends[++Count] = end;
    }
}
