using System.Globalization;

namespace Refold.Cli;

/// <summary>
/// Parses time ranges (<c>2s:</c>, <c>:500ms</c>, <c>1.5s:2s</c>) and durations (<c>10s</c>); the default unit is
/// seconds.
/// </summary>
internal static class TimeSpanText
{
    /// <summary>The filter for a time range.</summary>
    /// <exception cref="UsageException">The text is not a time range, or the range is empty.</exception>
    public static TimeFilter Parse(string text)
    {
        string[] parts = text.Split(':');
        if (parts.Length != 2
            || !TryTime(parts[0], 0, out long? from)
            || !TryTime(parts[1], null, out long? to)
            || from >= to)
        {
            throw new UsageException($"--time: expected FROM:TO such as 1.5s:2s, found {MessageText.Quote(text)}");
        }

        return new TimeFilter(from ?? 0, to);
    }

    /// <summary>Parses a duration: <c>10s</c>, <c>500ms</c>, <c>2</c> (seconds).</summary>
    /// <param name="text">The text.</param>
    /// <param name="time">The duration; greater than zero.</param>
    public static bool TryDuration(string text, out TimeSpan time)
    {
        bool isTime = TryTime(text, null, out long? nanoseconds);
        time = TimeSpan.FromTicks((nanoseconds ?? 0) / TimeSpan.NanosecondsPerTick);
        return isTime && time > TimeSpan.Zero;
    }

    private static bool TryTime(string text, long? missing, out long? nanoseconds)
    {
        nanoseconds = missing;
        string trimmed = text.Trim();
        if (trimmed.Length == 0)
        {
            return true;
        }

        string number = trimmed.TrimEnd([.. "abcdefghijklmnopqrstuvwxyzµμ"]);
        string unit = trimmed[number.Length..];
        if (!decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal value)
            || !Units.TryRatio(unit.Length == 0 ? "s" : unit, "ns", out double ratio)
            || value > long.MaxValue / (decimal)ratio)
        {
            return false;
        }

        nanoseconds = (long)(value * (decimal)ratio);
        return true;
    }
}
