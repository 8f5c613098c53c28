using System.Runtime.InteropServices;
using Refold.Storage;

namespace Refold;

/// <summary>Distinct locations with ids from 1, and their lines.</summary>
internal sealed class LocationTable
{
    private readonly HashIndex _slots = new();
    private readonly RowStore<Row> _rows = new();
    private readonly SpanStore<Line> _lines = new();

    public int Count => _rows.Count;

    public Location this[int number]
    {
        get
        {
            ref readonly Row row = ref _rows[number];
            return new Location(row.Mapping, row.Address, row.IsFolded, _lines[row.Lines]);
        }
    }

    /// <summary>Adds or finds a location and returns its id.</summary>
    public int Add(MappingId mapping, ulong address, ReadOnlySpan<Line> lines, bool isFolded)
    {
        uint hash = Hash(mapping, address, lines);
        for (int at = _slots.Start(hash); _slots.Next(hash, ref at, out int number);)
        {
            ref readonly Row row = ref _rows[number];
            if (row.Mapping == mapping && row.Address == address && row.IsFolded == isFolded
                && _lines[row.Lines].SequenceEqual(lines))
            {
                return number;
            }
        }

        _slots.Add(hash, Append(mapping, address, lines, isFolded));
        return Count;
    }

    /// <summary>Adds a location without looking for an equal one; <see cref="Add"/> does not find it.</summary>
    public int Append(MappingId mapping, ulong address, ReadOnlySpan<Line> lines, bool isFolded) =>
        _rows.Append(new Row(address, mapping, lines.IsEmpty ? 0 : _lines.Append(lines), isFolded));

    private static uint Hash(MappingId mapping, ulong address, ReadOnlySpan<Line> lines)
    {
        ulong hash = RowHash.Add(RowHash.Add(RowHash.Start, address), (ulong)(uint)mapping.Number);
        foreach (ref readonly Line line in lines)
        {
            hash = RowHash.Add(hash, (ulong)(uint)line.Function.Number);
            hash = RowHash.Add(hash, (ulong)line.Number);
            hash = RowHash.Add(hash, (ulong)line.Column);
        }

        return RowHash.Finish(hash);
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Row(ulong Address, MappingId Mapping, int Lines, bool IsFolded);
}
