namespace Refold.Storage;

/// <summary>Rows of one kind, numbered from 1. Number 0 is <c>default</c>, "none".</summary>
internal sealed class RowInterner<T>
    where T : unmanaged, IEquatable<T>
{
    private readonly HashIndex _slots = new();
    private readonly RowStore<T> _rows = new();

    public int Count => _rows.Count;

    public ref readonly T this[int number] => ref _rows[number];

    /// <summary>The number of a row, which is added if it is new.</summary>
    public int Add(in T row)
    {
        uint hash = (uint)(RowHash.Spread((uint)row.GetHashCode()) >> 32);
        for (int at = _slots.Start(hash); _slots.Next(hash, ref at, out int number);)
        {
            if (_rows[number].Equals(row))
            {
                return number;
            }
        }

        _slots.Add(hash, _rows.Append(row));
        return Count;
    }

    /// <summary>Adds a row without looking for an equal one; <see cref="Add"/> will not find it.</summary>
    public int Append(in T row) => _rows.Append(row);

    /// <summary>Puts another row in the place of one; <see cref="Add"/> will not find either of them afterwards.</summary>
    public void Replace(int number, in T row) => _rows.Replace(number, row);
}
