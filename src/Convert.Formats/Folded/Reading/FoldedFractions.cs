using System.Globalization;

namespace Refold.Formats.Folded;

/// <summary>Reports all counts that are not whole numbers in one warning, with the effect of rounding.</summary>
/// <remarks>
/// <code>
/// a 1.5       read as 2; -0.5 is carried to the next line
/// b 1.5       1.5 - 0.5: read as 1; the total of 3 is exact
/// </code>
/// </remarks>
internal sealed class FoldedFractions(IReadOnlyList<SampleType> types)
{
    private long _count;
    private long _zeros;
    private InputPosition _position;
    private string _example = "";

    /// <summary>Adds a count.</summary>
    /// <param name="number">The text of the count.</param>
    /// <param name="rounded">The value that was read.</param>
    /// <param name="position">The position of its line.</param>
    public void Add(ReadOnlySpan<byte> number, long rounded, InputPosition position)
    {
        if (_count++ == 0)
        {
            (_position, _example) = (position, MessageText.Quote(number));
        }

        _zeros += rounded == 0 ? 1 : 0;
    }

    /// <summary>Reports the counts, if there are any.</summary>
    /// <param name="lost">The amount by which the total of each sample type is less than in the file.</param>
    /// <param name="diagnostics">The log that receives the warning.</param>
    public void Report(ReadOnlySpan<decimal> lost, DiagnosticLog diagnostics)
    {
        if (_count == 0)
        {
            return;
        }

        string count = _count == 1
            ? $"count {_example} is not whole: it is rounded"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{_count} counts are not whole, the first is {_example}: they are rounded");
        string zeros = _zeros == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({_zeros} to 0)");
        string message = $"{count}{zeros}, and the rest is carried to the next line; {DescribeTotals(lost)}";
        diagnostics.Warn("folded.fraction", _position, message);
    }

    private string DescribeTotals(ReadOnlySpan<decimal> lost)
    {
        var changes = new List<string>();
        for (int type = 0; type < lost.Length; type++)
        {
            if (lost[type] != 0)
            {
                string of = types.Count == 1 ? "the total" : $"the total of {MessageText.Escape(types[type].Name)}";
                string change = decimal.Abs(lost[type]).ToString("G29", CultureInfo.InvariantCulture);
                changes.Add($"{of} is {change} {(lost[type] > 0 ? "lower" : "higher")}");
            }
        }

        return changes.Count == 0 ? "the total is kept" : string.Join(", ", changes);
    }
}
