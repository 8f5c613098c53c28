namespace Refold.Formats.Etlx;

/// <summary>The stream labels of an etlx file: the offsets at which its regions end, by index.</summary>
/// <remarks>
/// The last eight bytes of a file are an offset, at which the offset of the table is stored:
/// <code>
/// 1cb85  07 00 00 00                                        the number of stream labels
///        b0 47 01 00 00 00 00 00  b5 b0 01 00 00 00 00 00   their offsets
///        …
/// 1cbc1  85 cb 01 00 00 00 00 00                            the offset of the table
/// 1cbc9  c1 cb 01 00 00 00 00 00                            the offset of that
/// </code>
/// </remarks>
internal sealed class EtlxStreamLabels
{
    private readonly EtlxCursor _cursor;
    private readonly long _start;
    private readonly int _count;

    private EtlxStreamLabels(EtlxCursor cursor, long start, int count) =>
        (_cursor, _start, _count) = (cursor, start, count);

    /// <summary>Finds the table. The position of the cursor is restored.</summary>
    /// <exception cref="ProfileFormatException">An offset or the number of stream labels is invalid.</exception>
    public static EtlxStreamLabels Read(EtlxCursor cursor)
    {
        long back = cursor.Position;
        cursor.GoTo(cursor.Length - sizeof(long));
        cursor.GoTo(cursor.ReadInt64());
        cursor.GoTo(cursor.ReadInt64());
        int count = cursor.ReadCount(sizeof(long));
        var labels = new EtlxStreamLabels(cursor, cursor.Position, count);
        cursor.GoTo(back);
        return labels;
    }

    /// <summary>Finds the offset of a stream label. The position of the cursor is restored.</summary>
    /// <exception cref="ProfileFormatException">There is no such label, or its offset is after the end.</exception>
    public long Find(int label)
    {
        if (label < 0 || label >= _count)
        {
            throw _cursor.Error(_cursor.Position, $"expected the index of one of {_count} labels, found {label}");
        }

        long back = _cursor.Position;
        _cursor.GoTo(_start + (label * (long)sizeof(long)));
        long offset = _cursor.ReadInt64();
        _cursor.GoTo(offset);
        _cursor.GoTo(back);
        return offset;
    }
}
