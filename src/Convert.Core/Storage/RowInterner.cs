namespace Refold.Storage;

/// <summary>Distinct rows with ids from 1. Id 0 is <c>default</c>, "none".</summary>
internal sealed class RowInterner<T>
    where T : unmanaged, IEquatable<T>
{
    private readonly HashIndex _slots = new();
    private readonly RowStore<T> _rows = new();

    public int Count => _rows.Count;

    public ref readonly T this[int number] => ref _rows[number];

    /// <summary>Adds or finds a row and returns its id.</summary>
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

    /// <summary>Adds a row without looking for an equal one; <see cref="Add"/> does not find it.</summary>
    public int Append(in T row) => _rows.Append(row);

    /// <summary>Replaces a row; <see cref="Add"/> finds neither the old nor the new one afterwards.</summary>
    public void Replace(int number, in T row) => _rows.Replace(number, row);
}
