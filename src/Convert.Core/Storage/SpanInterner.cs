using System.Runtime.InteropServices;

namespace Refold.Storage;

/// <summary>
/// Distinct lists with ids from 1: the locations of stacks, the labels of label sets, the bytes of strings.
/// </summary>
/// <remarks>The id of the empty list is 0.</remarks>
/// <typeparam name="T">The type of items. It must have no padding: lists are hashed and compared as bytes.</typeparam>
internal sealed class SpanInterner<T>
    where T : unmanaged
{
    private readonly SpanStore<T> _runs = new();
    private readonly HashIndex _slots = new();

    // Lists that were appended are hashed by the first look-up, of which there mostly is none.
    private int _hashed;

    /// <summary>The number of lists, without the empty one.</summary>
    public int Count => _runs.Count;

    /// <summary>The number of items of all lists.</summary>
    public long ItemCount => _runs.ItemCount;

    /// <summary>The items of the list with an id.</summary>
    public ReadOnlySpan<T> this[int number] => _runs[number];

    /// <summary>Adds or finds a list and returns its id.</summary>
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

    /// <summary>Adds a list without looking for an equal one, and returns its id.</summary>
    public int Append(ReadOnlySpan<T> run) => run.IsEmpty ? 0 : _runs.Append(run);

    /// <summary>Finds the id of a list.</summary>
    /// <returns>Whether there is such a list.</returns>
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
