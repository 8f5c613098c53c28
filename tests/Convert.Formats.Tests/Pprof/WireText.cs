using System.Globalization;

namespace Refold.Formats.Tests.Pprof;

/// <summary>
/// Prints a message and a profile in the same form: one line per row, strings instead of indexes, the ids of the file.
/// Neither half shares code with the reader or the writer.
/// </summary>
internal static class WireText
{
    public static string Of(Wire.Profile message)
    {
        var lines = new List<string>();
        string S(long index) => Quote(message.StringTable[(int)index]);
        lines.AddRange(message.SampleType.Select(t => $"type {S(t.Type)} {S(t.Unit)}"));
        foreach (Wire.Sample sample in message.Sample)
        {
            IEnumerable<string> labels = sample.Label.Select(l => l.Str != 0
                ? $"{S(l.Key)}={S(l.Str)}"
                : N($"{S(l.Key)}={l.Num} {S(l.NumUnit)}"));
            lines.Add(Sample(sample.LocationId, sample.Value, labels));
        }

        lines.AddRange(message.Mapping.Select(m => N($"mapping {m.Id} {m.MemoryStart:x} {m.MemoryLimit:x} ")
            + N($"{m.FileOffset:x} {S(m.Filename)} {S(m.BuildId)} ")
            + $"{m.HasFunctions} {m.HasFilenames} {m.HasLineNumbers} {m.HasInlineFrames}"));
        lines.AddRange(message.Location.Select(l => N($"location {l.Id} {l.MappingId} {l.Address:x} {l.IsFolded} ")
            + string.Join(' ', l.Line.Select(line => N($"{line.FunctionId}:{line.Line_}:{line.Column}")))));
        lines.AddRange(message.Function.Select(f =>
            N($"function {f.Id} {S(f.Name)} {S(f.SystemName)} {S(f.Filename)} {f.StartLine}")));
        lines.Add(N($"time {message.TimeNanos} {message.DurationNanos}"));
        string period = message.PeriodType is { } type ? $"{S(type.Type)} {S(type.Unit)}" : "none";
        lines.Add(N($"period {message.Period} {period}"));
        lines.Add($"frames {S(message.DropFrames)} {S(message.KeepFrames)}");
        lines.Add($"facts {S(message.DefaultSampleType)} {S(message.DocUrl)}");
        lines.AddRange(message.Comment.Select(c => $"comment {S(c)}"));
        return string.Join('\n', lines);
    }

    public static string Of(Profile profile)
    {
        var lines = new List<string>();
        string S(StringId id) => Quote(profile.Text(id));
        lines.AddRange(profile.SampleTypes.Select(t => $"type {Quote(t.Name)} {Quote(t.Unit)}"));
        foreach (Sample sample in profile.Samples)
        {
            IEnumerable<ulong> frames = profile[sample.Stack].ToArray().Select(f => Id(profile, f));
            IEnumerable<long> values = Enumerable.Range(0, profile.SampleTypes.Count).Select(type => sample[type]);
            lines.Add(Sample(frames, values, profile[sample.Labels].ToArray().Select(l => Label(l, S))));
        }

        for (int i = 1; i <= profile.MappingCount; i++)
        {
            Mapping m = profile[new MappingId(i)];
            lines.Add(N($"mapping {Id(profile, new MappingId(i))} {m.Start:x} {m.Limit:x} {m.FileOffset:x} ")
                + $"{S(m.File)} {S(m.BuildId)} {m.Flags.HasFlag(MappingFlags.HasFunctions)} "
                + $"{m.Flags.HasFlag(MappingFlags.HasFilenames)} {m.Flags.HasFlag(MappingFlags.HasLineNumbers)} "
                + $"{m.Flags.HasFlag(MappingFlags.HasInlineFrames)}");
        }

        for (int i = 1; i <= profile.LocationCount; i++)
        {
            Location l = profile[new LocationId(i)];
            lines.Add(N($"location {Id(profile, new LocationId(i))} {Id(profile, l.Mapping)} {l.Address:x} ")
                + $"{l.IsFolded} " + string.Join(
                    ' ', l.Lines.ToArray().Select(x => N($"{Id(profile, x.Function)}:{x.Number}:{x.Column}"))));
        }

        for (int i = 1; i <= profile.FunctionCount; i++)
        {
            Function f = profile[new FunctionId(i)];
            lines.Add(N($"function {Id(profile, new FunctionId(i))} {S(f.Name)} {S(f.SystemName)} {S(f.File)} ")
                + N($"{f.StartLine}"));
        }

        // Lines without a function share one without a name, which comes last.
        string nameless = N($" {profile.FunctionCount + 1}:");
        if (lines.Any(l => l.StartsWith("location ", StringComparison.Ordinal) && l.Contains(nameless)))
        {
            lines.Add(N($"function {profile.FunctionCount + 1} '' '' '' 0"));
        }

        lines.AddRange(Facts(profile.Info));
        return string.Join('\n', lines);
    }

    private static IEnumerable<string> Facts(ProfileInfo info)
    {
        yield return N($"time {info.StartUnixNanoseconds} {info.DurationNanoseconds}");
        string period = info.PeriodType is { } type ? $"{Quote(type.Name)} {Quote(type.Unit)}" : "none";
        yield return N($"period {info.Period} {period}");
        yield return $"frames {Quote(info.DropFrames)} {Quote(info.KeepFrames)}";
        yield return $"facts {Quote(info.DefaultSampleType)} {Quote(info.DocUrl)}";
        foreach (string comment in info.Comments)
        {
            yield return $"comment {Quote(comment)}";
        }
    }

    private static string Label(Label label, Func<StringId, string> text) =>
        label.Kind == LabelKind.Text && label.Text != default
            ? $"{text(label.Key)}={text(label.Text)}"
            : N($"{text(label.Key)}={label.Number} {text(label.Unit)}");

    private static string Sample(IEnumerable<ulong> frames, IEnumerable<long> values, IEnumerable<string> labels) =>
        $"sample {string.Join(',', frames)} {string.Join(',', values)} {string.Join(',', labels)}";

    private static ulong Id(Profile profile, MappingId id) =>
        id == default || profile.SourceId(id) == 0 ? (ulong)id.Number : profile.SourceId(id);

    private static ulong Id(Profile profile, FunctionId id) =>
        id == default ? (ulong)profile.FunctionCount + 1
        : profile.SourceId(id) == 0 ? (ulong)id.Number : profile.SourceId(id);

    private static ulong Id(Profile profile, LocationId id) =>
        profile.SourceId(id) == 0 ? (ulong)id.Number : profile.SourceId(id);

    private static string Quote(string text) => $"'{text}'";

    private static string N(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
