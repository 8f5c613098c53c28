using System.Globalization;
using Refold.Aggregation;

namespace Refold.Formats.Dot;

/// <summary>
/// Formats the values of a graph, all in the unit that fits the smallest one, so that they can be compared.
/// </summary>
internal sealed class DotValues
{
    private const int MuchLarger = 100;

    private readonly string _unit;
    private readonly string _shown;
    private readonly Int128 _total;

    /// <summary>Chooses a unit for a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="unit">The unit of its values.</param>
    public DotValues(CallGraph graph, string unit)
    {
        _unit = unit;
        _total = graph.Total;
        Int128 least = graph.Nodes
            .Select(n => Int128.Abs(n.Flat != 0 ? n.Flat : n.Cumulative))
            .DefaultIfEmpty(_total)
            .Min();
        _shown = Units.UnitFor(least, unit);
        bool isSpread = _shown != Units.UnitFor(_total, unit) && least * MuchLarger < _total;
        if (isSpread)
        {
            _shown = Units.UnitFor(least * MuchLarger, unit);
        }
    }

    /// <summary>
    /// Formats a value: <c>1.10s</c>. The text must be escaped, since units of profiles are any text.
    /// </summary>
    public string Text(Int128 value) => Units.Format(value, _unit, _shown);

    /// <summary>
    /// Formats a value with its percentage of the total: <c>1.10s (98.21%)</c>; <c>0</c> has none. It must be escaped,
    /// too.
    /// </summary>
    public string TextWithPart(Int128 value) => value == 0 ? "0" : $"{Text(value)} ({Part(value)})";

    /// <summary>Formats the percentage of the total: <c>98.21%</c>.</summary>
    public string Part(Int128 value)
    {
        double percent = _total == 0 ? 0 : Math.Abs((double)value / (double)_total) * 100;
        string format = percent is >= 99.95 and <= 100.05 ? "F0" : percent >= 1 ? "F2" : "G2";
        return percent.ToString(format, CultureInfo.InvariantCulture).ToLowerInvariant() + "%";
    }
}
