namespace Refold.Formats.Pprof;

/// <summary>The ids of the rows of one table, checked as they are read.</summary>
/// <remarks>
/// Pyroscope's profiles of .NET give every function the id 0, while lines name functions 1 to n
/// (grafana/pyroscope#2403). A row with the id 0 is therefore also found by its place in the table, from 1, if no other
/// row has that id:
/// <code>
///     function { name: "main" }   function { name: "work" }      the ids of both are 0
///     line { function_id: 2 }                                    is work
/// </code>
/// A writer that counts from 0 has only one such row, which lines and samples name by 0.
/// </remarks>
internal sealed class PprofRowIds(string what, PprofRawProfile draft, PprofLog log)
{
    private readonly List<(ulong Place, int Row)> _rowsWithoutId = [];
    private ulong _place;

    /// <summary>Row numbers by id.</summary>
    public PprofIdReader Table { get; } = new();

    /// <summary>Whether a row is to be added; false for a second one with the same id.</summary>
    public bool IsNew(ulong id, long offset)
    {
        _place++;
        if (id == 0)
        {
            log.Warn(
                "pprof.zero-id", offset, $"a {what} has the id 0, which means none: its place in the table is its id");
            return true;
        }

        if (Table.Find(id) == 0)
        {
            return true;
        }

        if (draft.Strings.SecondTableOffset >= 0)
        {
            draft.ThrowSecondProfile(draft.Strings.SecondTableOffset);
        }

        log.Warn("pprof.duplicate-id", offset, $"a second {what} has the id {id}: it is left out");
        return false;
    }

    /// <summary>Adds the row that <see cref="IsNew"/> was asked for last.</summary>
    public void Add(ulong id, int row)
    {
        if (id == 0)
        {
            _rowsWithoutId.Add((_place, row));
        }
        else
        {
            Table.TryAdd(id, row);
        }
    }

    /// <summary>Ends the table: rows without an id take those that no other row has.</summary>
    public void EndTable()
    {
        foreach ((ulong place, int row) in _rowsWithoutId)
        {
            Table.TryAdd(place, row);
        }

        if (_rowsWithoutId is [(_, var only)])
        {
            Table.TryAdd(0, only);
        }
    }
}
