using System.Globalization;
using System.Text;
using Refold.Formats.PerfScript;
using Refold.Testing;

namespace Refold.Formats.Tests.PerfScript;

/// <summary>Reads a text, and describes its samples on one line each.</summary>
internal static class PerfScriptSample
{
    public static Profile Read(string text, ConversionContext? context = null) =>
        new PerfScriptReader(new PerfScriptOptions()).Read(text, context);

    /// <summary>The labels, time and values of a sample: <c>tid=1 comm="a" time=5 cpu-clock=10</c>.</summary>
    public static string Facts(Profile profile, int row = 0)
    {
        Sample sample = profile.Samples[row];
        var words = new List<string>();
        foreach (Label label in profile[sample.Labels])
        {
            string value = label.Kind == LabelKind.Text
                ? $"\"{profile.Text(label.Text)}\""
                : Number(label.Number);
            words.Add($"{profile.Text(label.Key)}={value}");
        }

        if (sample.Time is { } time)
        {
            words.Add($"time={Number(time)}");
        }

        for (int type = 1; type < profile.SampleTypes.Count; type++)
        {
            words.Add($"{profile.SampleTypes[type]}={Number(sample[type])}");
        }

        return string.Join(' ', words);
    }

    /// <summary>
    /// The stack of a sample, leaf first: <c>leaf(app) &lt; main(app)</c>; inlined functions are separated by +.
    /// </summary>
    public static string Stack(Profile profile, int row = 0)
    {
        var frames = new List<string>();
        foreach (LocationId id in profile[profile.Samples[row].Stack])
        {
            Location location = profile[id];
            var names = new StringBuilder();
            foreach (Line line in location.Lines)
            {
                string file = profile.Text(profile[line.Function].File);
                names.Append(names.Length > 0 ? "+" : "").Append(profile.Text(profile[line.Function].Name));
                names.Append(file.Length == 0 ? "" : $" {file}:{Number(line.Number)}");
            }

            string dso = profile.Text(profile[location.Mapping].File);
            string address = location.Address == 0
                ? ""
                : string.Create(CultureInfo.InvariantCulture, $"@{location.Address:x}");
            frames.Add($"{names}{address}({dso})");
        }

        return string.Join(" < ", frames);
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
