namespace Refold;

/// <summary>Merges the mappings of several profiles that are one binary, loaded at different addresses.</summary>
/// <remarks>
/// As in pprof, mappings are equal if they have the same size in pages, file offset, and build id or, failing that,
/// file name. The first mapping is kept; locations of the others are moved by the difference of the start addresses.
/// <code>
/// profile a   libc.so  7f00000-7f80000        kept
/// profile b   libc.so  5500000-5580000        is mapping 1 of the result, shift +2A00000
///             location 5512345          ─►    7f12345
/// </code>
/// </remarks>
internal sealed class MappingMerger(ProfileBuilder target)
{
    private const ulong PageSize = 0x1000;

    private readonly Dictionary<(ulong Size, ulong Offset, StringId Name), MappingId> _known = [];
    private readonly Dictionary<(ulong Size, ulong Offset, StringId Name), Mapping> _unused = [];
    private readonly List<(Mapping Row, MappingFlags Flags)> _rows = [(default, default)];

    /// <summary>Finds the equal mapping of the target, or adds the mapping to it.</summary>
    /// <param name="row">The mapping, with ids of the target's strings.</param>
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

        // A flag says that all locations of the mapping have something, so it holds only if both mappings have it.
        (Mapping first, MappingFlags flags) = _rows[id.Number];
        if ((flags & row.Flags) != flags)
        {
            _rows[id.Number] = (first, flags & row.Flags);
            target.ReplaceFlags(id, flags & row.Flags);
        }

        return new MappingRelocation(id, unchecked(first.Start - row.Start));
    }

    /// <summary>
    /// Remembers a mapping without locations until <see cref="Finish"/>, so that the address of a binary in the result
    /// is that of the first mapping with locations.
    /// </summary>
    /// <param name="row">The mapping, with ids of the target's strings.</param>
    public void Hold(Mapping row) => _unused.TryAdd(KeyOf(row), row);

    /// <summary>Adds the mappings that no profile has locations of. No mapping may be moved afterwards.</summary>
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
