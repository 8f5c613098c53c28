using System.Globalization;

namespace Refold.Cli;

/// <summary>Formats times and durations.</summary>
internal static class InfoTimes
{
    private const decimal NanosecondsPerSecond = 1_000_000_000;

    /// <summary>Nanoseconds as seconds, with no more decimals than needed.</summary>
    public static string Seconds(long nanoseconds) =>
        (nanoseconds / NanosecondsPerSecond).ToString("0.#########", CultureInfo.InvariantCulture);

    /// <summary>Nanoseconds since the Unix epoch as a date and time in UTC, to a tenth of a microsecond.</summary>
    public static string OfUnix(long nanoseconds) => DateTime.UnixEpoch
        .AddTicks(nanoseconds / TimeSpan.NanosecondsPerTick)
        .ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
