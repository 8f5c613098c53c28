namespace Refold;

/// <summary>
/// Finds the mappings that are one binary loaded at different addresses, as the pprof tool does: by size in pages, file
/// offset, and build id or else file name.
/// </summary>
internal sealed class MappingMerger(ProfileBuilder target)
{
    private const ulong PageSize = 0x1000;

    private readonly Dictionary<(ulong Size, ulong Offset, StringId Name), MappingId> _known = [];
    private readonly Dictionary<(ulong Size, ulong Offset, StringId Name), Mapping> _unused = [];
    private readonly List<(Mapping Row, MappingFlags Flags)> _rows = [(default, default)];

    /// <summary>Takes a mapping over, or finds the one that it is.</summary>
    /// <param name="row">The mapping, its names already those of the target.</param>
    public MappingRelocation Move(Mapping row)
    {
        (ulong, ulong, StringId) key = KeyOf(row);
        if (!_known.TryGetValue(key, out MappingId id))
        {
            id = target.AppendMapping(row);
            _known.Add(key, id);
            Remember(id, row);
            return new MappingRelocation(id, 0);
        }

        if (id == default)
        {
            return default;
        }

        // What only some of its locations have, a reader of the profile may still look for in all of them.
        (Mapping first, MappingFlags flags) = _rows[id.Number];
        if ((flags & row.Flags) != flags)
        {
            _rows[id.Number] = (first, flags & row.Flags);
            target.ReplaceFlags(id, flags & row.Flags);
        }

        return new MappingRelocation(id, unchecked(first.Start - row.Start));
    }

    /// <summary>
    /// Holds a mapping that no location of its profile uses, so that where a binary is to be, its first user says.
    /// </summary>
    /// <param name="row">The mapping, its names already those of the target.</param>
    public void Hold(Mapping row) => _unused.TryAdd(KeyOf(row), row);

    /// <summary>Takes over what is held and was used by nobody. Nothing may be moved afterwards.</summary>
    public void Finish()
    {
        foreach (((ulong, ulong, StringId) key, Mapping row) in _unused)
        {
            if (!_known.ContainsKey(key))
            {
                target.AppendMapping(row);
            }
        }
    }

    private static (ulong Size, ulong Offset, StringId Name) KeyOf(in Mapping row)
    {
        ulong size = unchecked(row.Limit - row.Start + PageSize - 1) / PageSize;
        return (size, row.FileOffset, row.BuildId == default ? row.File : row.BuildId);
    }

    private void Remember(MappingId id, Mapping row)
    {
        while (_rows.Count <= id.Number)
        {
            _rows.Add(default);
        }

        if (id != default)
        {
            _rows[id.Number] = (row, row.Flags);
        }
    }
}
