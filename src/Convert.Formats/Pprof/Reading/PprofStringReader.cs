namespace Refold.Formats.Pprof;

/// <summary>The string table of a file: maps its indexes to strings of the profile.</summary>
internal sealed class PprofStringReader(ProfileBuilder builder, PprofLog log)
{
    private int[] _ids = new int[64];

    /// <summary>The number of strings read.</summary>
    public int Count { get; private set; }

    /// <summary>The offset of a second empty string, the sign of a second table; -1 if there is none.</summary>
    public long SecondTableOffset { get; private set; } = -1;

    /// <summary>
    /// Whether the input may be truncated. An index beyond the table then refers to a lost string and becomes an empty
    /// name; otherwise the input is corrupt, and no name in it can be trusted.
    /// </summary>
    public bool MayLackStrings { get; set; }

    /// <summary>The offset of the end of the input.</summary>
    public long EndOffset { get; set; }

    /// <summary>Adds the next string.</summary>
    public void Add(long offset, ReadOnlySpan<byte> utf8)
    {
        if (Count == 0 && !utf8.IsEmpty)
        {
            throw log.Error(
                offset, $"expected an empty string first in the string table, found {MessageText.Quote(utf8)}");
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

    /// <summary>Reads the index of a field and returns the string.</summary>
    public StringId Read(ref ProtobufCursor cursor, string field)
    {
        ulong index = cursor.ReadVarint();
        return Find(index, cursor.FieldOffset, field);
    }

    /// <summary>Returns the string at an index.</summary>
    /// <exception cref="ProfileFormatException">There is none, and the input is not truncated.</exception>
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

        log.WarnOfCut(EndOffset, $"the file is truncated inside its string table, after {Count} strings");
        return default;
    }
}
