using System.Globalization;

namespace Refold.Formats.Callgrind;

/// <summary>
/// Compares the costs of a part with the sums in its header and at its end, and finds out whether it is truncated.
/// </summary>
/// <remarks>
/// <code>
/// summary: 1600       in the header: at least the sum of the costs
/// totals: 1600        at the end: exactly the sum of the costs
/// </code>
/// </remarks>
internal sealed class CallgrindTotals(Utf8LineReader lines, DiagnosticLog diagnostics)
{
    private Int128[] _sums = [];
    private int[] _columns = [];
    private Int128[]? _summary;
    private Int128[]? _totals;

    /// <summary>Whether the part has a line <c>totals:</c>.</summary>
    public bool HasTotals => _totals is not null;

    /// <summary>Adds the costs of a cost line.</summary>
    public void Add(int[] columns, ReadOnlySpan<Int128> costs)
    {
        if (!ReferenceEquals(_columns, columns))
        {
            _columns = columns;
            _sums = new Int128[columns.Length];
        }

        for (int i = 0; i < costs.Length; i++)
        {
            _sums[i] += costs[i];
        }
    }

    /// <summary>Sets the sums of a line <c>summary:</c> or, if they are exact, of a line <c>totals:</c>.</summary>
    public void SetClaim(Int128[] sums, bool isExact)
    {
        _totals = isExact ? sums : _totals;
        _summary = isExact ? _summary : sums;
    }

    /// <summary>
    /// Whether the costs are more than 1 % below the summary of a part without totals. Profilers that count in ticks
    /// have smaller differences.
    /// </summary>
    public bool IsBelowSummary() =>
        _totals is null
            && _summary is [var claimed, ..] && claimed - (_sums.Length == 0 ? 0 : _sums[0]) > claimed / 100;

    /// <summary>Compares the costs of a part with its sums, and reports differences.</summary>
    public void Check()
    {
        Int128[]? claimed = _totals ?? _summary;
        bool isExact = _totals is not null;
        for (int i = 0; claimed is not null && i < Math.Min(_sums.Length, claimed.Length); i++)
        {
            if (isExact ? claimed[i] != _sums[i] : claimed[i] < _sums[i])
            {
                diagnostics.Warn(
                    isExact ? "callgrind.totals" : "callgrind.summary",
                    lines.Position,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"expected costs with the file's sum {claimed[i]}, found {_sums[i]}"));
            }
        }

        Reset();
    }

    /// <summary>Warns that the file ends early, with the sum of the costs that were read.</summary>
    /// <param name="eventName">The name of the first event; null if it is unknown.</param>
    public void WarnOfTruncation(string? eventName)
    {
        Int128 sum = _sums.Length == 0 ? 0 : _sums[0];
        string unit = eventName is null ? "" : $" {MessageText.Quote(eventName)[1..^1]}";
        string read = _summary is [var claimed, ..]
            ? string.Create(CultureInfo.InvariantCulture, $"{sum:N0} of {claimed:N0}{unit} read")
            : string.Create(CultureInfo.InvariantCulture, $"{sum:N0}{unit} read");
        diagnostics.WarnOfCut("callgrind.cut", lines.Position, $"the file ends early: {read}");
        Reset();
    }

    private void Reset()
    {
        _summary = null;
        _totals = null;
        Array.Clear(_sums);
    }
}
