using Refold.Formats.DotNet;
using Refold.Formats.Nettrace;
using Refold.Testing;
using Xunit;

namespace Refold.Formats.Tests.Nettrace;

/// <summary>Compares the samples with the counts of TraceLog, by thread, type and stack.</summary>
public sealed class NettraceJudgeTests
{
    [Theory]
    [InlineData("threads", "thread-time", "sample")]
    [InlineData("dynamic", "thread-time", "sample")]
    [InlineData("everything", "thread-time", "sample")]
    [InlineData("exceptions", "exception", "exception")]
    [InlineData("everything", "exception", "exception")]
    [InlineData("locks", "lock", "lock")]
    [InlineData("everything", "lock", "lock")]
    [InlineData("waits", "wait", "wait")]
    [InlineData("everything", "wait", "wait")]
    [InlineData("ticks", "alloc", "alloc-tick")]
    [InlineData("allocations", "alloc", "alloc-sample")]
    [InlineData("everything", "alloc", "alloc-sample")]
    [InlineData("linux", "cpu", "cpu")]
    public void Each_stack_of_a_thread_has_the_count_of_TraceLog(string capture, string profile, string kind)
    {
        using var folder = new TemporaryFolder();
        var recording = new CorpusFile("nettrace", $"{capture}.nettrace.gz");
        File.WriteAllBytes(folder["trace.nettrace"], recording.ReadBytes());

        var expected = TraceLogCounts.Count(folder["trace.nettrace"], frame => frame.Method)
            .Where(s => s.Key.Event == kind)
            .GroupBy(s => (s.Key.ThreadId, Type: TypeOf(s.Key), s.Key.Stack))
            .ToDictionary(g => g.Key, g => g.Sum(s => s.Value.Count));

        var options = new DotNetTraceOptions { Profiles = [profile], FindsSymbols = false };
        Profile read = ProfileFile.Read(recording.FullPath, new NettraceReader(options));

        Assert.NotEmpty(expected);
        Assert.Equal(expected.OrderBy(e => e.Key), Count(read).OrderBy(e => e.Key));
    }

    // The states of samples are in lower case in Refold, with a capital in TraceLog.
    private static string TypeOf(TraceLogKey key) => key.Event == "sample" ? key.Type.ToLowerInvariant() : key.Type;

    private static Dictionary<(int ThreadId, string Type, string Stack), long> Count(Profile profile)
    {
        Dictionary<(int ThreadId, string Type, string Stack), long> counts = [];
        foreach (Sample sample in profile.Samples)
        {
            int thread = (int)(sample.LabelNumber(WellKnownLabels.ThreadId) ?? 0);
            string type = sample.Label("state") ?? sample.Label("type") ?? "";
            List<string> frames = [];
            foreach (LocationId id in profile[sample.Stack])
            {
                Location location = profile[id];
                Function function = location.Lines.Length > 0 ? profile[location.Lines[0].Function] : default;
                string raw = profile.Text(function.SystemName);
                frames.Add(raw.Length > 0 ? raw : profile.Text(function.Name));
            }

            var key = (thread, type, string.Join('\n', frames));
            counts[key] = counts.GetValueOrDefault(key) + sample[0];
        }

        return counts;
    }
}
