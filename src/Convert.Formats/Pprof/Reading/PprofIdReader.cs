using System.Runtime.CompilerServices;

namespace Refold.Formats.Pprof;

/// <summary>
/// From the ids of a file to row numbers. Most files count from 1, so small ids index an array; some use addresses or
/// hashes, which go to a hash table. An id takes no more memory than its own entry, however large it is.
/// </summary>
internal sealed class PprofIdReader
{
    private const int AlwaysDense = 1024;

    private int[] _dense = new int[16];
    private Dictionary<ulong, int>? _sparse;
    private int _count;

    /// <summary>Notes the row of an id; false if the id has one already.</summary>
    public bool TryAdd(ulong id, int row)
    {
        if (Find(id) != 0)
        {
            return false;
        }

        _count++;
        if (id < AlwaysDense + (4 * (ulong)_count))
        {
            Dense((int)id) = row;
        }
        else
        {
            _sparse ??= [];
            _sparse.Add(id, row);
        }

        return true;
    }

    /// <summary>The row of an id, from 1; 0 if it has none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(ulong id)
    {
        int[] dense = _dense;
        return id < (ulong)dense.Length && dense[id] is not 0 and int row ? row : FindSparse(id);
    }

    private int FindSparse(ulong id) => _sparse?.GetValueOrDefault(id) ?? 0;

    private ref int Dense(int id)
    {
        if (id >= _dense.Length)
        {
            Array.Resize(ref _dense, Math.Max(id + 1, _dense.Length * 2));
        }

        return ref _dense[id];
    }
}
