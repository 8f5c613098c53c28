using System.Globalization;
using System.Text;
using Refold.Aggregation;

namespace Refold.Cli;

/// <summary>The text output of <c>refold info</c>: aligned lines, each with its heading.</summary>
internal static class InfoText
{
    private const int WordWidth = 14;

    /// <summary>Formats one input.</summary>
    /// <param name="subject">The input.</param>
    /// <param name="raw">Whether to show exact values instead of rounded ones with a readable unit.</param>
    public static string Format(InfoSubject subject, bool raw)
    {
        Profile profile = subject.Profile;
        var text = new StringBuilder();
        text.Append(MessageText.Escape(subject.Name)).Append('\n');
        Line(text, "format", $"{subject.Format.Name}: {subject.Format.Title}");
        Lines(text, "sample types", SampleTypes(subject, raw));
        InfoLines(text, profile.Info, raw);
        Lines(text, "times", Times(subject, raw));
        Line(text, "samples", Number(profile.Samples.Count));
        Line(text, "stacks", Number(profile.StackCount));
        Line(text, "functions", Number(profile.FunctionCount));
        Line(text, "locations", Number(profile.LocationCount));
        Line(text, "mappings", Number(profile.MappingCount));
        Lines(text, "labels", Labels(subject.Summary.Labels));
        Line(text, "holds", string.Join(", ", subject.Facts.DefaultIfEmpty("stacks and one value")));
        return text.ToString();
    }

    private static IEnumerable<string> SampleTypes(InfoSubject subject, bool raw)
    {
        Profile profile = subject.Profile;
        string[] names = [.. profile.SampleTypes.Select(t => MessageText.Escape(t.ToString()))];
        string[] totals = [.. subject.Summary.Totals.Select((total, type) => Value(
            total, profile.SampleTypes[type].Unit, raw))];
        for (int type = 0; type < names.Length; type++)
        {
            string mark = names.Length > 1 && type == profile.DefaultSampleType ? "  (default)" : "";
            yield return names[type].PadRight(names.Max(n => n.Length)) + "  "
                + totals[type].PadLeft(totals.Max(t => t.Length)) + mark;
        }
    }

    private static void InfoLines(StringBuilder text, ProfileInfo info, bool raw)
    {
        if (info.Period != 0)
        {
            Line(text, "period", Period(info, raw));
        }

        if (info.StartUnixNanoseconds != 0)
        {
            Line(text, "start", InfoTimes.OfUnix(info.StartUnixNanoseconds));
        }

        if (info.DurationNanoseconds != 0)
        {
            Line(text, "duration", Time(info.DurationNanoseconds, raw));
        }

        Lines(text, "comments", info.Comments.Select(MessageText.Quote));
    }

    private static IEnumerable<string> Times(InfoSubject subject, bool raw)
    {
        if (subject.Summary is { FirstTime: { } first, LastTime: { } last })
        {
            yield return subject.Profile.Info.Clock switch
            {
                ProfileClock.UnixEpoch => $"{InfoTimes.OfUnix(first)} to {InfoTimes.OfUnix(last)}",
                ProfileClock.RecordingStart =>
                    $"from {Time(first, raw)} to {Time(last, raw)} after the start of the recording",
                _ => $"{InfoTimes.Seconds(first)} s to {InfoTimes.Seconds(last)} s on the recording's clock",
            };
        }
    }

    // sampled every 10ms of cpu; sampled every 250000 cycles
    private static string Period(ProfileInfo info, bool raw)
    {
        string name = MessageText.Escape(info.PeriodType?.Name ?? "");
        string unit = info.PeriodType?.Unit ?? "";
        return Units.IsKnown(unit)
            ? $"sampled every {Value(info.Period, unit, raw)} of {name}"
            : $"sampled every {Number(info.Period)} {name}";
    }

    private static string Time(long nanoseconds, bool raw) =>
        raw ? $"{InfoTimes.Seconds(nanoseconds)} s" : Units.Format(nanoseconds, "nanoseconds");

    private static string Value(Int128 value, string unit, bool raw) =>
        !Units.IsKnown(unit) ? value.ToString(CultureInfo.InvariantCulture)
        : raw ? $"{value.ToString(CultureInfo.InvariantCulture)} {MessageText.Escape(unit)}"
        : Units.Format(value, unit);

    private static IEnumerable<string> Labels(IReadOnlyList<LabelSummary> labels)
    {
        string[] keys = [.. labels.Select(l => MessageText.Quote(l.Key)[1..^1])];
        for (int i = 0; i < keys.Length; i++)
        {
            LabelSummary label = labels[i];
            string values = string.Join(", ", label.CommonValues.Select(v => MessageText.Quote(v)[1..^1]));
            string more = label.ValueCount > label.CommonValues.Count ? ", …" : "";
            string count = label.ValueCount == 1 ? "1 value" : $"{Number(label.ValueCount)} values";
            yield return $"{keys[i].PadRight(keys.Max(k => k.Length))}  {count}: {values}{more}";
        }
    }

    private static void Lines(StringBuilder text, string word, IEnumerable<string> lines)
    {
        foreach (string line in lines)
        {
            Line(text, word, line);
            word = "";
        }
    }

    private static void Line(StringBuilder text, string word, string content) =>
        text.Append("  ").Append(word.PadRight(WordWidth)).Append(MessageText.Escape(content)).Append('\n');

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
