namespace Refold.Formats.Pprof;

/// <summary>The string table of a file: from its indexes to the names of the profile.</summary>
internal sealed class PprofStringReader(ProfileBuilder builder, PprofLog log)
{
    private int[] _ids = new int[64];

    /// <summary>How many strings the file has.</summary>
    public int Count { get; private set; }

    /// <summary>Where a second empty string stands, the sign of a second table; -1 if there is none.</summary>
    public long SecondTableOffset { get; private set; } = -1;

    /// <summary>
    /// True if the input is known to end early. An index beyond the table then names a string that was lost, and the
    /// name is left empty; else such an index means that the input is damaged, and that no other name can be trusted.
    /// </summary>
    public bool MayLackStrings { get; set; }

    /// <summary>The offset at which the input ends.</summary>
    public long EndOffset { get; set; }

    public void Add(long offset, ReadOnlySpan<byte> utf8)
    {
        if (Count == 0 && !utf8.IsEmpty)
        {
            throw log.Error(offset, $"expected an empty string first in the string table, found {MessageText.Quote(utf8)}");
        }

        if (Count > 0 && utf8.IsEmpty && SecondTableOffset < 0)
        {
            SecondTableOffset = offset;
        }

        if (Count == _ids.Length)
        {
            Array.Resize(ref _ids, Count * 2);
        }

        _ids[Count++] = builder.AddString(utf8).Number;
    }

    /// <summary>The name that a field means whose cursor stands before the index.</summary>
    public StringId Read(ref ProtobufCursor cursor, string field)
    {
        ulong index = cursor.ReadVarint();
        return Find(index, cursor.FieldOffset, field);
    }

    public StringId Find(ulong index, long offset, string field)
    {
        if (index < (ulong)Count)
        {
            return new StringId(_ids[index]);
        }

        if (!MayLackStrings || (long)index < 0)
        {
            throw log.Error(offset, $"expected a string below {Count} in {field}, found {(long)index}");
        }

        log.WarnOfCut(EndOffset, $"the file ends early, inside its table of names, after {Count} of them");
        return default;
    }
}
