using System.Diagnostics;
using System.Globalization;
using Xunit;

namespace Refold.Cli.Tests;

/// <summary>Waits for what other processes do, which takes longer where many run.</summary>
internal static class Waiting
{
    /// <summary>The time to wait before a test fails.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(30);

    /// <summary>Waits until something is so.</summary>
    public static void Until(Func<bool> condition, string trouble)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(watch.Elapsed < Patience, trouble);
            Thread.Sleep(10);
        }
    }

    /// <summary>
    /// Whether a signal is ignored here and so in processes that are started: SIGHUP under nohup, SIGINT in jobs that a
    /// script runs in the background.
    /// </summary>
    /// <param name="signal">HUP, INT or TERM.</param>
    public static bool IsIgnored(string signal)
    {
        const string Mask = "SigIgn:";
        const string Status = "/proc/self/status";
        int number = signal switch { "HUP" => 1, "INT" => 2, _ => 15 };
        string line = !File.Exists(Status) ? ""
            : File.ReadLines(Status).FirstOrDefault(l => l.StartsWith(Mask, StringComparison.Ordinal)) ?? "";
        string mask = line.Length == 0 ? "0" : line[Mask.Length..].Trim();
        return ((ulong.Parse(mask, NumberStyles.HexNumber, CultureInfo.InvariantCulture) >> (number - 1)) & 1) != 0;
    }
}
