namespace Refold.Formats.Pprof;

/// <summary>The ids of rows in the file to write.</summary>
/// <remarks>Those of the file that the rows come from, if they are distinct; else the rows' numbers from 1.</remarks>
internal sealed class PprofIdWriter
{
    private readonly ulong[]? _ids;
    private readonly int _count;

    /// <param name="count">The number of rows, which are numbered from 1.</param>
    /// <param name="sourceId">Returns the id of a row in its file; 0 if it was the row's number, or unknown.</param>
    public PprofIdWriter(int count, Func<int, ulong> sourceId)
    {
        _count = count;
        ulong[]? ids = null;
        for (int number = 1; number <= count; number++)
        {
            ulong id = sourceId(number);
            if (id != 0)
            {
                ids ??= [.. Enumerable.Range(0, count + 1).Select(n => (ulong)n)];
                ids[number] = id;
            }
        }

        _ids = ids is null || AreDistinct(ids) ? ids : null;
    }

    /// <summary>The id of a row; 0 for row 0, which means none.</summary>
    public ulong this[int number] => _ids is null ? (ulong)number : _ids[number];

    /// <summary>Returns an id that no row has.</summary>
    public ulong Unused()
    {
        HashSet<ulong> used = _ids is null ? [] : [.. _ids];
        ulong id = (ulong)_count + 1;
        while (used.Contains(id))
        {
            id++;
        }

        return id;
    }

    private static bool AreDistinct(ulong[] ids)
    {
        var seen = new HashSet<ulong>(ids.Length);
        foreach (ulong id in ids)
        {
            if (!seen.Add(id))
            {
                return false;
            }
        }

        return true;
    }
}
