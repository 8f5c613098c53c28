using Refold.Testing;
using Xunit;

namespace Refold.Formats.Tests.Nettrace;

/// <summary>Checks TraceLog itself against what the recorded programs did (corpus/nettrace/README.md).</summary>
public sealed class TraceLogCountsTests
{
    [Fact]
    public void Methods_with_reused_addresses_keep_their_names()
    {
        string[] names = [.. Count("dynamic").Keys
            .SelectMany(k => k.Stack.Split('\n'))
            .Where(f => f.Contains("dynamicClass.Burn_", StringComparison.Ordinal)).Distinct()];

        Assert.InRange(names.Length, 50, 60);
    }

    [Fact]
    public void Exceptions_are_counted_by_type_and_stack()
    {
        ILookup<string, KeyValuePair<TraceLogKey, TraceLogSum>> types =
            Count("exceptions").Where(s => s.Key.Event == "exception").ToLookup(s => s.Key.Type);

        Assert.Equal(133, types["System.FormatException"].Sum(s => s.Value.Count));
        Assert.Equal(67, types["System.InvalidOperationException"].Sum(s => s.Value.Count));
        Assert.All(
            types["System.FormatException"],
            s => Assert.Contains("\nEvents!Example.Events.Exceptions.Fail(int32)\n", s.Key.Stack));
    }

    [Fact]
    public void Contentions_have_durations_and_the_stacks_of_both_locks()
    {
        KeyValuePair<TraceLogKey, TraceLogSum>[] locks = [.. Count("locks").Where(s => s.Key.Event == "lock")];

        Assert.NotEmpty(locks);
        Assert.All(locks, s => Assert.True(s.Value.Value > 0));
        Assert.Contains(locks, s => s.Key.Stack.Contains("HoldMonitor", StringComparison.Ordinal));
        Assert.Contains(locks, s => s.Key.Stack.Contains("HoldLock", StringComparison.Ordinal));
    }

    private static IReadOnlyDictionary<TraceLogKey, TraceLogSum> Count(string name)
    {
        using var folder = new TemporaryFolder();
        byte[] recording = new CorpusFile("nettrace", $"{name}.nettrace.gz").ReadBytes();
        File.WriteAllBytes(folder["trace.nettrace"], recording);
        return TraceLogCounts.Count(folder["trace.nettrace"]);
    }
}
