using System.Runtime.InteropServices;

namespace Refold.Tables;

/// <summary>Locations, numbered from 1, and their lines, end to end in one array.</summary>
internal sealed class LocationTable
{
    private readonly SlotTable _slots = new();
    private Row[] _rows = new Row[16];
    private Line[] _lines = new Line[16];
    private int _lineCount;

    public int Count { get; private set; }

    public Location this[int number]
    {
        get
        {
            ref readonly Row row = ref _rows[number];
            return new Location(row.Mapping, row.Address, row.IsFolded, LinesOf(row));
        }
    }

    /// <summary>The number of a location, which is added if it is new.</summary>
    public int Add(MappingId mapping, ulong address, ReadOnlySpan<Line> lines, bool isFolded)
    {
        uint hash = Hash(mapping, address, lines);
        for (int at = _slots.Start(hash); _slots.Next(hash, ref at, out int number);)
        {
            ref readonly Row row = ref _rows[number];
            if (row.Mapping == mapping && row.Address == address && row.IsFolded == isFolded
                && LinesOf(row).SequenceEqual(lines))
            {
                return number;
            }
        }

        _slots.Add(hash, Append(mapping, address, lines, isFolded));
        return Count;
    }

    /// <summary>Adds a location without looking for an equal one; <see cref="Add"/> will not find it.</summary>
    public int Append(MappingId mapping, ulong address, ReadOnlySpan<Line> lines, bool isFolded)
    {
        if (Count + 1 >= _rows.Length)
        {
            Array.Resize(ref _rows, _rows.Length * 2);
        }

        int end = checked(_lineCount + lines.Length);
        if (end > _lines.Length)
        {
            Array.Resize(ref _lines, Math.Max(end, _lines.Length * 2));
        }

        lines.CopyTo(_lines.AsSpan(_lineCount));
        _rows[++Count] = new Row(address, mapping, _lineCount, lines.Length, isFolded);
        _lineCount = end;
        return Count;
    }

    private static uint Hash(MappingId mapping, ulong address, ReadOnlySpan<Line> lines)
    {
        ulong hash = (address ^ ((ulong)(uint)mapping.Number << 40)) * 0x9E3779B97F4A7C15;
        foreach (ref readonly Line line in lines)
        {
            hash ^= (ulong)(uint)line.Function.Number ^ ((ulong)line.Number << 32) ^ (ulong)line.Column;
            hash = ulong.RotateLeft(hash, 31) * 0x9E3779B97F4A7C15;
        }

        return (uint)(hash >> 32) ^ (uint)hash;
    }

    private ReadOnlySpan<Line> LinesOf(in Row row) => _lines.AsSpan(row.FirstLine, row.LineCount);

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Row(ulong Address, MappingId Mapping, int FirstLine, int LineCount, bool IsFolded);
}
