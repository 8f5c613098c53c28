using System.Runtime.CompilerServices;

namespace Refold.Formats.GoTrace;

/// <summary>
/// From the ids of a trace to numbers from 1. The runtime counts from 1, so small ids index an array; a damaged file
/// may hold any others, which go to a hash table.
/// </summary>
internal sealed class GoIdTable
{
    private const int AlwaysDense = 1024;

    private int[] _dense = new int[64];
    private Dictionary<ulong, int>? _sparse;
    private int _count;

    /// <summary>Forgets all, and keeps the room.</summary>
    public void Clear()
    {
        Array.Clear(_dense);
        _sparse = null;
        _count = 0;
    }

    /// <summary>Gives an id its number; the last one counts.</summary>
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

    /// <summary>The number of an id; 0 if it has none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(ulong id)
    {
        int[] dense = _dense;
        return id < (ulong)dense.Length && dense[id] is not 0 and int number
            ? number
            : _sparse?.GetValueOrDefault(id) ?? 0;
    }
}
