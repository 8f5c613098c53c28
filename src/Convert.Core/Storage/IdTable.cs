using System.Runtime.CompilerServices;

namespace Refold.Storage;

/// <summary>Maps the ids of a file to row numbers from 1.</summary>
/// <remarks>
/// Most files number their rows from 1, so small ids index an array. Others use addresses or hashes, and a corrupt file
/// may hold any id: large ones go to a hash table. So an id takes no more memory than its own entry.
/// <code>
///     id &lt; 1024 + 4 × count of ids:  _dense[id]        otherwise:  _sparse[id]
/// </code>
/// </remarks>
internal sealed class IdTable
{
    private const int AlwaysDense = 1024;

    private int[] _dense = new int[64];
    private Dictionary<ulong, int>? _sparse;
    private int _count;

    /// <summary>Removes all ids; the array keeps its length.</summary>
    public void Clear()
    {
        Array.Clear(_dense);
        _sparse = null;
        _count = 0;
    }

    /// <summary>Adds an id; false, with no effect, if it has a row already.</summary>
    public bool TryAdd(ulong id, int row)
    {
        if (Find(id) != 0)
        {
            return false;
        }

        Set(id, row);
        return true;
    }

    /// <summary>Adds an id, or replaces its row.</summary>
    public void Set(ulong id, int row)
    {
        _count++;
        if (id >= AlwaysDense + (4 * (ulong)_count))
        {
            _sparse ??= [];
            _sparse[id] = row;
            return;
        }

        if (id >= (ulong)_dense.Length)
        {
            Array.Resize(ref _dense, Math.Max((int)id + 1, _dense.Length * 2));
        }

        _dense[id] = row;
    }

    /// <summary>The row of an id; 0 if it has none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(ulong id)
    {
        int[] dense = _dense;
        return id < (ulong)dense.Length && dense[id] is not 0 and int row ? row : FindSparse(id);
    }

    private int FindSparse(ulong id) => _sparse?.GetValueOrDefault(id) ?? 0;
}
