namespace Refold.Formats.Pprof;

/// <summary>
/// The ids that rows get in a file: those of the file they come from, if each row has one of its own, else their
/// numbers, from 1.
/// </summary>
internal sealed class PprofIdWriter
{
    private readonly ulong[]? _ids;
    private readonly int _count;

    /// <param name="count">How many rows there are; their numbers are 1 to this.</param>
    /// <param name="sourceId">The id that the row of a number had, or 0 if it had the number itself or none.</param>
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

    /// <summary>The id of a row; 0 for the number 0, none.</summary>
    public ulong this[int number] => _ids is null ? (ulong)number : _ids[number];

    /// <summary>An id that no row has.</summary>
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
