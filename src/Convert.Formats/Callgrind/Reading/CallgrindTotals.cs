using System.Globalization;

namespace Refold.Formats.Callgrind;

/// <summary>
/// Compares the costs of a part with the sums that the file claims, and finds out whether the file was cut.
/// </summary>
internal sealed class CallgrindTotals(Utf8LineReader lines, DiagnosticLog diagnostics)
{
    private Int128[] _sums = [];
    private int[] _columns = [];
    private Int128[]? _summary;
    private Int128[]? _totals;

    /// <summary>Whether the part ended with a line of its totals.</summary>
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

    /// <summary>Takes a line <c>summary:</c>, of which the costs may be less, or <c>totals:</c>.</summary>
    public void Claim(Int128[] sums, bool isExact)
    {
        _totals = isExact ? sums : _totals;
        _summary = isExact ? _summary : sums;
    }

    /// <summary>
    /// Whether the costs so far are less than the summary promises, by more than profilers that count in ticks are off.
    /// </summary>
    public bool IsShort() =>
        _totals is null
            && _summary is [var claimed, ..] && claimed - (_sums.Length == 0 ? 0 : _sums[0]) > claimed / 100;

    /// <summary>At the end of a part, compares its costs with what it claims.</summary>
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
                        $"expected costs that come to {claimed[i]}, as the file says, found {_sums[i]}"));
            }
        }

        Reset();
    }

    /// <summary>Warns that the file ends early, with what of it was read.</summary>
    /// <param name="eventName">The name of the first event; null if none is known.</param>
    public void WarnOfCut(string? eventName)
    {
        Int128 sum = _sums.Length == 0 ? 0 : _sums[0];
        string what = eventName is null ? "" : $" {MessageText.Quote(eventName)[1..^1]}";
        string read = _summary is [var claimed, ..]
            ? string.Create(CultureInfo.InvariantCulture, $"{sum:N0} of {claimed:N0}{what} read")
            : string.Create(CultureInfo.InvariantCulture, $"{sum:N0}{what} read");
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
