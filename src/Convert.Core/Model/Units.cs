using System.Globalization;

namespace Refold;

/// <summary>Converts and formats units, with the names and factors of the pprof tool.</summary>
/// <remarks>
/// Bytes (by 1024), time (up to hours) and Google's compute units (GCU). Case and a plural s are ignored:
/// <code>
/// ms  Milliseconds  millisecond       1e6 ns
/// kB  kilobytes                       1024 B
/// </code>
/// </remarks>
public static class Units
{
    private const int Memory = 1;
    private const int Time = 2;
    private const int Compute = 3;

    // The units that values are shown in, the smallest first.
    private static readonly (int Family, double Factor, string Name)[] Shown =
    [
        (Memory, 1, "B"), (Memory, 1L << 10, "kB"), (Memory, 1L << 20, "MB"), (Memory, 1L << 30, "GB"),
        (Memory, 1L << 40, "TB"), (Memory, 1L << 50, "PB"),
        (Time, 1, "ns"), (Time, 1e3, "us"), (Time, 1e6, "ms"), (Time, 1e9, "s"), (Time, 3600e9, "hrs"),
        (Compute, 1e-9, "n*GCU"), (Compute, 1e-6, "u*GCU"), (Compute, 1e-3, "m*GCU"), (Compute, 1, "GCU"),
        (Compute, 1e3, "k*GCU"), (Compute, 1e6, "M*GCU"), (Compute, 1e9, "G*GCU"), (Compute, 1e12, "T*GCU"),
        (Compute, 1e15, "P*GCU"),
    ];

    private static readonly Dictionary<string, (int Family, double Factor)> Known = new()
    {
        ["b"] = (Memory, 1),
        ["byte"] = (Memory, 1),
        ["kb"] = (Memory, 1L << 10),
        ["kbyte"] = (Memory, 1L << 10),
        ["kilobyte"] = (Memory, 1L << 10),
        ["mb"] = (Memory, 1L << 20),
        ["mbyte"] = (Memory, 1L << 20),
        ["megabyte"] = (Memory, 1L << 20),
        ["gb"] = (Memory, 1L << 30),
        ["gbyte"] = (Memory, 1L << 30),
        ["gigabyte"] = (Memory, 1L << 30),
        ["tb"] = (Memory, 1L << 40),
        ["tbyte"] = (Memory, 1L << 40),
        ["terabyte"] = (Memory, 1L << 40),
        ["pb"] = (Memory, 1L << 50),
        ["pbyte"] = (Memory, 1L << 50),
        ["petabyte"] = (Memory, 1L << 50),
        ["ns"] = (Time, 1),
        ["nanosecond"] = (Time, 1),
        ["us"] = (Time, 1e3),
        ["μs"] = (Time, 1e3),
        ["µs"] = (Time, 1e3),
        ["microsecond"] = (Time, 1e3),
        ["ms"] = (Time, 1e6),
        ["millisecond"] = (Time, 1e6),
        ["s"] = (Time, 1e9),
        ["sec"] = (Time, 1e9),
        ["second"] = (Time, 1e9),
        ["hr"] = (Time, 3600e9),
        ["hour"] = (Time, 3600e9),
        ["nanogcu"] = (Compute, 1e-9),
        ["microgcu"] = (Compute, 1e-6),
        ["milligcu"] = (Compute, 1e-3),
        ["gcu"] = (Compute, 1),
        ["kilogcu"] = (Compute, 1e3),
        ["megagcu"] = (Compute, 1e6),
        ["gigagcu"] = (Compute, 1e9),
        ["teragcu"] = (Compute, 1e12),
        ["petagcu"] = (Compute, 1e15),
    };

    /// <summary>Finds the factor between two units: 1000 for <c>ms</c> to <c>us</c>.</summary>
    /// <param name="from">The unit of a number.</param>
    /// <param name="to">The target unit.</param>
    /// <param name="ratio">The factor for the number.</param>
    /// <returns>Whether the units measure the same quantity; an unknown unit matches only itself.</returns>
    public static bool TryRatio(string from, string to, out double ratio)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        ratio = 1;
        if (from == to)
        {
            return true;
        }

        if (!Known.TryGetValue(Normal(from), out var source) || !Known.TryGetValue(Normal(to), out var target)
            || source.Family != target.Family)
        {
            return false;
        }

        ratio = source.Factor / target.Factor;
        return true;
    }

    /// <summary>Whether a unit can be converted to others.</summary>
    public static bool IsKnown(string unit)
    {
        ArgumentNullException.ThrowIfNull(unit);
        return Known.ContainsKey(Normal(unit));
    }

    /// <summary>
    /// Formats a value with its unit: <c>1.50kB</c>, <c>20ms</c>, in the largest unit of which it is at least one. Two
    /// decimals, or none if they are zero. With an unknown unit, the number alone.
    /// </summary>
    public static string Format(Int128 value, string unit)
    {
        ArgumentNullException.ThrowIfNull(unit);
        if (value == 0 || !IsKnown(unit))
        {
            return value.ToString(CultureInfo.InvariantCulture);
        }

        return Format(value, unit, UnitFor(value, unit));
    }

    /// <summary>
    /// Finds the unit in which <see cref="Format(Int128, string)"/> shows a value: <c>kB</c>, <c>ms</c>; empty if the
    /// unit is unknown.
    /// </summary>
    public static string UnitFor(Int128 value, string unit)
    {
        ArgumentNullException.ThrowIfNull(unit);
        if (!Known.TryGetValue(Normal(unit), out var known))
        {
            return "";
        }

        double size = Math.Abs((double)value) * known.Factor;
        return Array.FindLast(Shown, u => u.Family == known.Family && size >= u.Factor).Name
            ?? Array.Find(Shown, u => u.Family == known.Family).Name;
    }

    /// <summary>
    /// Formats a value in a given unit: <c>0.02s</c>. Two decimals, or none if they are zero. An unknown unit is
    /// appended as it is, except count, sample and unit, which are omitted.
    /// </summary>
    /// <param name="value">The value.</param>
    /// <param name="unit">Its unit.</param>
    /// <param name="shown">The unit of the output, which measures the same quantity.</param>
    public static string Format(Int128 value, string unit, string shown)
    {
        ArgumentNullException.ThrowIfNull(unit);
        ArgumentNullException.ThrowIfNull(shown);
        bool isKnown = TryRatio(unit, shown, out double ratio);
        string number = isKnown && ratio != 1
            ? Decimals((double)value * ratio)
            : value.ToString(CultureInfo.InvariantCulture);
        string suffix = isKnown && IsKnown(shown) ? shown : unit is "count" or "sample" or "unit" ? "" : unit;
        return number is "0" or "-0" ? "0" : number + suffix;
    }

    private static string Decimals(double number)
    {
        string text = number.ToString("F2", CultureInfo.InvariantCulture);
        return text.EndsWith(".00", StringComparison.Ordinal) ? text[..^3] : text;
    }

    private static string Normal(string unit)
    {
        string lower = unit.ToLowerInvariant();
        return lower.Length > 2 && lower[^1] == 's' ? lower[..^1] : lower;
    }
}
