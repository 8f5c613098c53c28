using Refold.Storage;

namespace Refold.Formats.Pprof;

/// <summary>The ids of the rows of one table, checked for zeros and duplicates as they are read.</summary>
/// <remarks>
/// Pyroscope's profiles of .NET give every function the id 0, while lines name functions 1 to n
/// (grafana/pyroscope#2403). A row with the id 0 is therefore also found by its position in the table, from 1, if no
/// other row has that id:
/// <code>
///     function { name: "main" }   function { name: "work" }      the ids of both are 0
///     line { function_id: 2 }                                    refers to work
/// </code>
/// A writer that numbers rows from 0 has only one such row, and lines and samples refer to it by 0.
/// </remarks>
internal sealed class PprofRowIds(string what, PprofRawProfile raw, PprofLog log)
{
    private readonly List<(ulong Position, int Row)> _rowsWithoutId = [];
    private ulong _position;

    /// <summary>The row numbers by id.</summary>
    public IdTable Table { get; } = new();

    /// <summary>Whether the next row must be added; false for a second row with the same id.</summary>
    public bool IsNew(ulong id, long offset)
    {
        _position++;
        if (id == 0)
        {
            log.Warn(
                "pprof.zero-id",
                offset,
                $"a {what} has the id 0, which means none: its position in the table is its id");
            return true;
        }

        if (Table.Find(id) == 0)
        {
            return true;
        }

        if (raw.Strings.SecondTableOffset >= 0)
        {
            raw.ThrowSecondProfile(raw.Strings.SecondTableOffset);
        }

        log.Warn("pprof.duplicate-id", offset, $"a second {what} has the id {id}: it is discarded");
        return false;
    }

    /// <summary>Adds the row that the last call of <see cref="IsNew"/> checked.</summary>
    public void Add(ulong id, int row)
    {
        if (id == 0)
        {
            _rowsWithoutId.Add((_position, row));
        }
        else
        {
            Table.TryAdd(id, row);
        }
    }

    /// <summary>Ends the table: rows with the id 0 get their positions as ids, unless other rows have these.</summary>
    public void EndTable()
    {
        foreach ((ulong position, int row) in _rowsWithoutId)
        {
            Table.TryAdd(position, row);
        }

        if (_rowsWithoutId is [(_, var only)])
        {
            Table.TryAdd(0, only);
        }
    }
}
