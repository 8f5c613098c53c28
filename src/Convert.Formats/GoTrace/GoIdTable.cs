using System.Runtime.CompilerServices;

namespace Refold.Formats.GoTrace;

/// <summary>Maps the ids of a trace to row numbers from 1.</summary>
/// <remarks>
/// The runtime assigns ids from 1, so small ids index an array. A corrupt file may contain any others; they are kept in
/// a dictionary, so that memory stays proportional to the number of rows.
/// </remarks>
internal sealed class GoIdTable
{
    private const int AlwaysDense = 1024;

    private int[] _dense = new int[64];
    private Dictionary<ulong, int>? _sparse;
    private int _count;

    /// <summary>Removes all ids and keeps the array.</summary>
    public void Clear()
    {
        Array.Clear(_dense);
        _sparse = null;
        _count = 0;
    }

    /// <summary>Sets the row number of an id, in place of any previous one.</summary>
    public void Set(ulong id, int number)
    {
        _count++;
        if (id >= AlwaysDense + (4 * (ulong)_count))
        {
            _sparse ??= [];
            _sparse[id] = number;
            return;
        }

        if (id >= (ulong)_dense.Length)
        {
            Array.Resize(ref _dense, Math.Max((int)id + 1, _dense.Length * 2));
        }

        _dense[id] = number;
    }

    /// <summary>Finds the row number of an id; 0 if it has none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(ulong id)
    {
        int[] dense = _dense;
        return id < (ulong)dense.Length && dense[id] is not 0 and int number
            ? number
            : _sparse?.GetValueOrDefault(id) ?? 0;
    }
}
