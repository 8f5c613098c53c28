using System.Runtime.InteropServices;

namespace Refold.Storage;

/// <summary>
/// Distinct lists, numbered from 1 in the order they are first seen: the frames of all stacks, the labels of all label
/// sets, strings. The empty list is number 0.
/// </summary>
/// <typeparam name="T">The items. They must have no padding: lists are hashed and compared as bytes.</typeparam>
internal sealed class SpanInterner<T>
    where T : unmanaged
{
    private readonly SpanStore<T> _runs = new();
    private readonly HashIndex _slots = new();

    // Lists that were only appended are hashed when somebody first looks for one: mostly nobody ever does.
    private int _hashed;

    /// <summary>How many lists there are, the empty one not counted.</summary>
    public int Count => _runs.Count;

    /// <summary>How many items all lists have together.</summary>
    public long ItemCount => _runs.ItemCount;

    /// <summary>The items of a list.</summary>
    public ReadOnlySpan<T> this[int number] => _runs[number];

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
            number = _runs.Append(run);
            _slots.Add(hash, number);
            _hashed = number;
        }

        return number;
    }

    /// <summary>Adds a list without looking for an equal one.</summary>
    public int Append(ReadOnlySpan<T> run) => run.IsEmpty ? 0 : _runs.Append(run);

    /// <summary>The number of a list; false if it was never added.</summary>
    public bool TryFind(ReadOnlySpan<T> run, out int number)
    {
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(run);
        number = run.IsEmpty ? 0 : Find(Fingerprint.Hash(bytes), bytes);
        return run.IsEmpty || number != 0;
    }

    private int Find(uint hash, ReadOnlySpan<byte> bytes)
    {
        while (_hashed < _runs.Count)
        {
            _hashed++;
            _slots.Add(Fingerprint.Hash(MemoryMarshal.AsBytes(_runs[_hashed])), _hashed);
        }

        for (int at = _slots.Start(hash); _slots.Next(hash, ref at, out int number);)
        {
            if (MemoryMarshal.AsBytes(_runs[number]).SequenceEqual(bytes))
            {
                return number;
            }
        }

        return 0;
    }
}
