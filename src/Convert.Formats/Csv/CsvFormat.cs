namespace Refold.Formats.Csv;

/// <summary>Tables for spreadsheets and data tools: a row for each sample, or for each function.</summary>
/// <remarks>Source: RFC 4180.</remarks>
public sealed class CsvFormat : ProfileFormat
{
    /// <inheritdoc/>
    public override string Name => "csv";

    /// <inheritdoc/>
    public override string Title => "Tables of samples or of functions, comma-separated (RFC 4180)";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Extensions => [".csv"];

    /// <inheritdoc/>
    public override ProfileFacts Keeps =>
        ProfileFacts.Stacks | ProfileFacts.SampleTypes | ProfileFacts.Labels | ProfileFacts.Times | ProfileFacts.Order;

    /// <inheritdoc/>
    public override NameCharset Charset => NameCharset.Plain;

    /// <inheritdoc/>
    public override IReadOnlyList<FormatOption> Options => CsvOptions.Declared;

    /// <inheritdoc/>
    public override Confidence Detect(ReadOnlySpan<byte> head)
    {
        head = head is [0xef, 0xbb, 0xbf, ..] ? head[3..] : head;
        return head.StartsWith("stack,"u8) || head.StartsWith("\"stack\","u8)
            ? CsvHeads.HaveSampleType(head) ? Confidence.Certain : RestIsCounts(head)
            : Confidence.None;
    }

    // If no head has a unit, the first row must end in a number: stack,samples followed by main;work,3.
    private static Confidence RestIsCounts(ReadOnlySpan<byte> head)
    {
        int end = head.IndexOf((byte)'\n');
        ReadOnlySpan<byte> row = end < 0 ? default : head[(end + 1)..];
        end = row.IndexOf((byte)'\n');
        row = (end < 0 ? row : row[..end]).TrimEnd("\r\""u8);
        ReadOnlySpan<byte> last = row[(row.LastIndexOf((byte)',') + 1)..].TrimStart("\"-"u8);
        return row.IsEmpty ? Confidence.NameDecides
            : last.IsEmpty || last.ContainsAnyExceptInRange((byte)'0', (byte)'9') ? Confidence.None
            : Confidence.Possible;
    }

    /// <inheritdoc/>
    public override IProfileReader CreateReader(FormatOptions options) => new CsvSampleReader();

    /// <inheritdoc/>
    public override IProfileWriter CreateWriter(FormatOptions options)
    {
        var csv = CsvOptions.From(options);
        return csv.Functions ? new CsvFunctionWriter(csv) : new CsvSampleWriter(csv);
    }
}
