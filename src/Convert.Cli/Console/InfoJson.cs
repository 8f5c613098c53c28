using System.Globalization;
using System.Text;
using System.Text.Json;
using Refold.Aggregation;

namespace Refold.Cli;

/// <summary>The output of <c>refold info --json</c>: an array with one object per input.</summary>
internal static class InfoJson
{
    /// <summary>
    /// Writes the array, one object at a time. If reading fails, the array ends after the last object.
    /// </summary>
    public static void Write(IEnumerable<InfoSubject> subjects, Stream output)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        try
        {
            foreach (InfoSubject subject in subjects)
            {
                Begin(json);
                WriteSubject(json, subject);
                json.Flush();
            }

            Begin(json);
        }
        finally
        {
            End(json, output);
        }
    }

    private static void Begin(Utf8JsonWriter json)
    {
        if (json.CurrentDepth == 0)
        {
            json.WriteStartArray();
        }
    }

    private static void End(Utf8JsonWriter json, Stream output)
    {
        if (json.CurrentDepth == 1)
        {
            json.WriteEndArray();
            json.Flush();
            output.WriteByte((byte)'\n');
        }
    }

    private static void WriteSubject(Utf8JsonWriter json, InfoSubject subject)
    {
        Profile profile = subject.Profile;
        json.WriteStartObject();
        json.WriteString("input", Text(subject.Name));
        json.WriteString("format", subject.Format.Name);
        WriteSampleTypes(json, subject);
        WriteInfo(json, profile.Info);
        WriteTimes(json, subject);
        json.WriteNumber("samples", profile.Samples.Count);
        json.WriteNumber("stacks", profile.StackCount);
        json.WriteNumber("functions", profile.FunctionCount);
        json.WriteNumber("locations", profile.LocationCount);
        json.WriteNumber("mappings", profile.MappingCount);
        WriteLabels(json, subject.Summary.Labels);
        WriteTexts(json, "holds", subject.Facts);
        json.WriteEndObject();
    }

    private static void WriteSampleTypes(Utf8JsonWriter json, InfoSubject subject)
    {
        json.WriteStartArray("sampleTypes");
        for (int type = 0; type < subject.Profile.SampleTypes.Count; type++)
        {
            SampleType sampleType = subject.Profile.SampleTypes[type];
            json.WriteStartObject();
            json.WriteString("name", Text(sampleType.Name));
            json.WriteString("unit", Text(sampleType.Unit));
            json.WritePropertyName("total");
            json.WriteRawValue(subject.Summary.Totals[type].ToString(CultureInfo.InvariantCulture));
            json.WriteBoolean("default", type == subject.Profile.DefaultSampleType);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteInfo(Utf8JsonWriter json, ProfileInfo info)
    {
        if (info.PeriodType is { } period)
        {
            json.WriteStartObject("period");
            json.WriteString("name", Text(period.Name));
            json.WriteString("unit", Text(period.Unit));
            json.WriteNumber("value", info.Period);
            json.WriteEndObject();
        }

        json.WriteNumber("startUnixNanoseconds", info.StartUnixNanoseconds);
        json.WriteNumber("durationNanoseconds", info.DurationNanoseconds);
        WriteTexts(json, "comments", info.Comments);
    }

    private static void WriteTimes(Utf8JsonWriter json, InfoSubject subject)
    {
        if (subject.Summary is { FirstTime: { } first, LastTime: { } last })
        {
            json.WriteStartObject("times");
            json.WriteString("clock", subject.Profile.Info.Clock switch
            {
                ProfileClock.UnixEpoch => "unix",
                ProfileClock.RecordingStart => "start",
                _ => "unknown",
            });
            json.WriteNumber("firstNanoseconds", first);
            json.WriteNumber("lastNanoseconds", last);
            json.WriteEndObject();
        }
    }

    private static void WriteLabels(Utf8JsonWriter json, IReadOnlyList<LabelSummary> labels)
    {
        json.WriteStartArray("labels");
        foreach (LabelSummary label in labels)
        {
            json.WriteStartObject();
            json.WriteString("key", Text(label.Key));
            json.WriteNumber("samples", label.SampleCount);
            json.WriteNumber("values", label.ValueCount);
            WriteTexts(json, "commonValues", label.CommonValues);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
        {
            json.WriteStringValue(Text(text));
        }

        json.WriteEndArray();
    }

    // Replaces bytes that are not valid UTF-8 with U+FFFD: JSON cannot represent them.
    private static string Text(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
