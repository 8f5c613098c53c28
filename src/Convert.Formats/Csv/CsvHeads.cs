namespace Refold.Formats.Csv;

/// <summary>Formats and parses the first row of a table of samples.</summary>
/// <remarks>
/// <code>
/// stack,samples/count,cpu/nanoseconds,time,label:thread,number:bytes/bytes
/// stack,*cpu/nanoseconds,samples/count             the star marks the default sample type, unless it is the last
/// stack,samples                                    a sample type without a unit has the unit count
/// stack,a\/b/count,\label:x/count                  / and \ in names, and what looks like a label, are escaped by \
/// </code>
/// </remarks>
internal static class CsvHeads
{
    /// <summary>The head of the column of stacks.</summary>
    public const string Stack = "stack";

    /// <summary>The head of the column of times, in nanoseconds.</summary>
    public const string Time = "time";

    private const string Label = "label:";
    private const string Number = "number:";
    private const char Default = '*';

    /// <summary>Formats the head of a sample type.</summary>
    public static string Format(SampleType type, bool isDefault) =>
        (isDefault ? $"{Default}" : "") + Safe(CsvText.Pair(type.Name, type.Unit));

    /// <summary>Formats the head of a label.</summary>
    public static string Format(CsvLabel label) =>
        label.IsNumber ? Number + CsvText.Pair(label.Key, label.Unit) : Label + label.Key;

    /// <summary>Parses the head of a label; false if it is another head.</summary>
    public static bool TryParseLabel(string head, out CsvLabel label)
    {
        bool isNumber = head.StartsWith(Number, StringComparison.Ordinal);
        bool isText = head.StartsWith(Label, StringComparison.Ordinal);
        (string key, string? unit) = isNumber ? CsvText.Split(head[Number.Length..])
            : (isText ? head[Label.Length..] : "", null);
        label = new CsvLabel(key, isNumber, unit ?? "");
        return isNumber || isText;
    }

    /// <summary>Parses the head of a sample type.</summary>
    public static SampleType ParseType(string head, out bool isDefault)
    {
        isDefault = head.StartsWith(Default);
        (string name, string? unit) = CsvText.Split(isDefault ? head[1..] : head);
        return new SampleType(name, unit ?? "count");
    }

    /// <summary>Whether the first row of a table has a sample type with a unit: <c>cpu/nanoseconds</c>.</summary>
    public static bool HaveSampleType(ReadOnlySpan<byte> table)
    {
        int end = table.IndexOfAny((byte)'\r', (byte)'\n');
        ReadOnlySpan<byte> row = end < 0 ? table : table[..end];
        foreach (Range range in row.Split((byte)','))
        {
            ReadOnlySpan<byte> head = row[range].Trim((byte)'"');
            int slash = head.IndexOf((byte)'/');
            if (slash > 0 && slash < head.Length - 1 && !head.StartsWith("number:"u8) && !head.Contains((byte)' '))
            {
                return true;
            }
        }

        return false;
    }

    // A name that looks like another head gets a backslash, which reading removes.
    private static string Safe(string head) =>
        head.StartsWith(Default)
        || head.StartsWith(Label, StringComparison.Ordinal)
        || head.StartsWith(Number, StringComparison.Ordinal)
            || CsvGuard.Without(head) != head
            ? $"\\{head}"
            : head;
}
