using Refold.Formats.GoTrace;
using Refold.Testing;

namespace Refold.Formats.Tests.GoTrace;

/// <summary>Reads traces and prints their samples.</summary>
internal static class GoTraceSample
{
    /// <summary>Reads a file of the corpus.</summary>
    /// <param name="file">The name of the file.</param>
    /// <param name="options">Options as on the command line: <c>profile=cpu</c>.</param>
    public static Profile Read(string file, params string[] options) => Read(file, new ConversionContext(), options);

    /// <summary>Reads a file of the corpus.</summary>
    /// <param name="file">The name of the file.</param>
    /// <param name="context">The context, which receives the diagnostics.</param>
    /// <param name="options">Options as on the command line.</param>
    public static Profile Read(string file, ConversionContext context, params string[] options) =>
        Read(new CorpusFile("go-trace", file).ReadBytes(), context, options);

    /// <summary>Reads a trace.</summary>
    /// <param name="bytes">The trace.</param>
    /// <param name="context">The context, which receives the diagnostics.</param>
    /// <param name="options">Options as on the command line.</param>
    public static Profile Read(byte[] bytes, ConversionContext context, params string[] options) =>
        new GoTraceReader(GoTraceOptions.From(FormatOptions.Parse(options, GoTraceOptions.Declared)))
            .Read(bytes, context);

    /// <summary>Sums the values of one sample type.</summary>
    public static long Sum(Profile profile, int column) => (long)ColumnSums.Of(profile)[column];

    /// <summary>Sums the last sample type by the text or number of a label; "" for samples without it.</summary>
    public static SortedDictionary<string, long> SumsBy(Profile profile, string key)
    {
        var sums = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (Sample sample in profile.Samples)
        {
            string value = sample.Label(key) ?? "";
            sums[value] = sums.GetValueOrDefault(value) + sample[profile.SampleTypes.Count - 1];
        }

        return sums;
    }

    /// <summary>
    /// Prints the samples in the order of the profile, like <c>main.main;main.work 10000000</c>: functions root first,
    /// then the last value.
    /// </summary>
    public static IEnumerable<string> Lines(Profile profile)
    {
        var lines = new List<string>();
        foreach (Sample sample in profile.Samples)
        {
            var names = new List<string>();
            foreach (LocationId frame in profile[sample.Stack])
            {
                Location location = profile[frame];
                names.Insert(0, location.Lines.IsEmpty
                    ? $"0x{location.Address:x}"
                    : profile.Text(profile[location.Lines[0].Function].Name));
            }

            lines.Add($"{string.Join(';', names)} {sample[profile.SampleTypes.Count - 1]}");
        }

        return lines;
    }
}
