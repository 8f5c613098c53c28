using Microsoft.Diagnostics.Tracing.Etlx;
using Refold.Formats.DotNet;
using Refold.Formats.Etlx;
using Refold.Formats.Nettrace;
using Refold.Testing;
using Xunit;

namespace Refold.Formats.Tests.Etlx;

/// <summary>
/// An <c>.etlx</c> made of a recording has the samples of the recording: values, labels, names, addresses, times.
/// </summary>
/// <remarks>
/// Not compared is what TraceLog does not keep: the tier of precompiled code and the case of paths; for native traces
/// all tiers, labels and modules.
/// </remarks>
public sealed class EtlxSameAsNettraceTests
{
    private const long Microsecond = 1000;

    [Theory]
    [InlineData("threads", 619)]
    [InlineData("everything", 1310)]
    [InlineData("exceptions", 200)]
    [InlineData("locks", 40)]
    [InlineData("waits", 105)]
    [InlineData("ticks", 284)]
    [InlineData("allocations", 264)]
    [InlineData("collections", 20)]
    [InlineData("dynamic", 658)]
    [InlineData("linux", 1861)]
    public void An_etlx_made_of_a_recording_has_the_same_samples(string capture, int count)
    {
        using var folder = new TemporaryFolder();
        var recording = new CorpusFile("nettrace", $"{capture}.nettrace.gz");
        File.WriteAllBytes(folder["trace.nettrace"], recording.ReadBytes());
        TraceLog.CreateFromEventPipeDataFile(folder["trace.nettrace"], folder["trace.etlx"]);

        var options = new DotNetTraceOptions { Profiles = ["all"] };
        Profile recorded = ProfileFile.Read(recording.FullPath, new NettraceReader(options));
        Profile converted = ProfileFile.Read(folder["trace.etlx"], new EtlxReader(options));
        List<(string Text, long Time)> expected = Lines(recorded);
        List<(string Text, long Time)> found = Lines(converted);

        Assert.Equal(recorded.SampleTypes, converted.SampleTypes);
        Assert.Equal(recorded.Info.Comments, converted.Info.Comments);
        Assert.Equal(count, expected.Count);
        Assert.Equal(expected.Select(line => line.Text), found.Select(line => line.Text));
        Assert.All(
            expected.Zip(found),
            pair => Assert.InRange(pair.First.Time - pair.Second.Time, -Microsecond, Microsecond));
    }

    private static List<(string Text, long Time)> Lines(Profile profile)
    {
        List<(string Text, long Time)> lines = [];
        bool isNative = profile.SampleTypes is [_, { Name: "cpu" }];
        foreach (Sample sample in profile.Samples)
        {
            string line = "";
            for (int i = 0; i < profile.SampleTypes.Count; i++)
            {
                line += $"{sample[i]} ";
            }

            foreach (Label label in profile[sample.Labels])
            {
                string value = label.Kind == LabelKind.Text ? profile.Text(label.Text) : $"{label.Number}";
                bool isKept = isNative
                    ? profile.Text(label.Key) is WellKnownLabels.ProcessId or WellKnownLabels.ThreadId
                    : value != "precompiled";
                line += isKept ? $"{profile.Text(label.Key)}={value} " : "";
            }

            foreach (LocationId frame in profile[sample.Stack])
            {
                Location location = profile[frame];
                Function function = location.Lines.IsEmpty ? default : profile[location.Lines[0].Function];
                string module = isNative ? "" : profile.Text(profile[location.Mapping].File).ToLowerInvariant();
                string names = $"{profile.Text(function.Name)}|{profile.Text(function.SystemName)}";
                line += $"< {module}!{names}@{location.Address:x} ";
            }

            lines.Add((line, sample.Time ?? 0));
        }

        return [.. lines.OrderBy(line => line.Text, StringComparer.Ordinal).ThenBy(line => line.Time)];
    }
}
