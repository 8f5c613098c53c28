namespace Refold.Formats.Csv;

/// <summary>
/// What the first row says of columns: <c>stack</c>, <c>time</c>, <c>cpu/nanoseconds</c>, <c>label:thread</c>,
/// <c>number:bytes/bytes</c>. The sample type that is meant, unless it is the last, has a star before it.
/// </summary>
internal static class CsvHeads
{
    /// <summary>The column of stacks.</summary>
    public const string Stack = "stack";

    /// <summary>The column of times, in nanoseconds.</summary>
    public const string Time = "time";

    private const string Label = "label:";
    private const string Number = "number:";
    private const char Meant = '*';

    /// <summary>The head of a sample type.</summary>
    public static string Format(SampleType type, bool isMeant) =>
        (isMeant ? $"{Meant}" : "") + Safe(CsvText.Pair(type.Name, type.Unit));

    /// <summary>The head of a label.</summary>
    public static string Format(CsvLabel label) =>
        label.IsNumber ? Number + CsvText.Pair(label.Key, label.Unit) : Label + label.Key;

    /// <summary>Understands the head of a label.</summary>
    public static bool TryLabel(string head, out CsvLabel label)
    {
        bool isNumber = head.StartsWith(Number, StringComparison.Ordinal);
        bool isText = head.StartsWith(Label, StringComparison.Ordinal);
        (string key, string? unit) = isNumber ? CsvText.Split(head[Number.Length..]) : (isText ? head[Label.Length..] : "", null);
        label = new CsvLabel(key, isNumber, unit ?? "");
        return isNumber || isText;
    }

    /// <summary>Understands the head of a sample type; without unit it counts.</summary>
    public static SampleType Type(string head, out bool isMeant)
    {
        isMeant = head.StartsWith(Meant);
        (string name, string? unit) = CsvText.Split(isMeant ? head[1..] : head);
        return new SampleType(name, unit ?? "count");
    }

    /// <summary>
    /// Whether the first row of a table names a sample type with its unit: <c>stack,time,cpu/nanoseconds</c>.
    /// </summary>
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

    // A name that could be taken for something else begins with a backslash, which reading takes away.
    private static string Safe(string head) =>
        head.StartsWith(Meant)
        || head.StartsWith(Label, StringComparison.Ordinal)
        || head.StartsWith(Number, StringComparison.Ordinal)
            || CsvGuard.Without(head) != head
            ? $"\\{head}"
            : head;
}
