using System.Globalization;

namespace Refold.Formats.Folded;

/// <summary>Reports counts that are not whole, once for all of them, with what their rounding changes.</summary>
internal sealed class FoldedFractions(IReadOnlyList<SampleType> types)
{
    private long _count;
    private long _zeros;
    private InputPosition _position;
    private string _example = "";

    /// <summary>Counts one.</summary>
    /// <param name="number">The count as it is written.</param>
    /// <param name="rounded">What was read.</param>
    /// <param name="position">Its position.</param>
    public void Add(ReadOnlySpan<byte> number, long rounded, InputPosition position)
    {
        if (_count++ == 0)
        {
            (_position, _example) = (position, MessageText.Quote(number));
        }

        _zeros += rounded == 0 ? 1 : 0;
    }

    /// <summary>Reports them.</summary>
    /// <param name="lost">By how much the total of each sample type is smaller than that of the file.</param>
    /// <param name="diagnostics">Takes the warning.</param>
    public void Report(ReadOnlySpan<decimal> lost, DiagnosticLog diagnostics)
    {
        if (_count == 0)
        {
            return;
        }

        string count = _count == 1
            ? $"count {_example} is not whole: it is rounded"
            : string.Create(
                CultureInfo.InvariantCulture, $"{_count} counts are not whole, the first is {_example}: they are rounded");
        string zeros = _zeros == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({_zeros} to 0)");
        string message = $"{count}{zeros}, and the rest is carried to the next line; {TotalsOf(lost)}";
        diagnostics.Warn("folded.fraction", _position, message);
    }

    private string TotalsOf(ReadOnlySpan<decimal> lost)
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
