using System.Diagnostics;
using Xunit;

namespace Refold.Cli.Tests;

/// <summary>Waits for what other processes do, which takes longer where many run.</summary>
internal static class Waiting
{
    /// <summary>How long to wait before a test fails.</summary>
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
}
