using Refold.Formats.GoTrace;
using Refold.Testing;

namespace Refold.Formats.Tests.GoTrace;

/// <summary>Reads traces of the corpus and shows what became of them.</summary>
internal static class GoTraceSample
{
    /// <summary>A file of the corpus, read with options as people type them.</summary>
    public static Profile Read(string file, params string[] options) => Read(file, new ConversionContext(), options);

    /// <summary>A file of the corpus, read with options as people type them.</summary>
    public static Profile Read(string file, ConversionContext context, params string[] options) =>
        Read(new CorpusFile("go-trace", file).ReadBytes(), context, options);

    /// <summary>Some bytes, read with options as people type them.</summary>
    public static Profile Read(byte[] bytes, ConversionContext context, params string[] options) =>
        new GoTraceReader(GoTraceOptions.From(FormatOptions.Parse(options, GoTraceOptions.Declared)))
            .Read(bytes, context);

    /// <summary>The sum of a column.</summary>
    public static long Sum(Profile profile, int column)
    {
        long sum = 0;
        foreach (Sample sample in profile.Samples)
        {
            sum += sample[column];
        }

        return sum;
    }

    /// <summary>The sums of the last column, by the text or the number of a label; "" where it is missing.</summary>
    public static SortedDictionary<string, long> SumsBy(Profile profile, string key)
    {
        var sums = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (Sample sample in profile.Samples)
        {
            string value = LabelOf(profile, sample, key);
            sums[value] = sums.GetValueOrDefault(value) + sample[profile.SampleTypes.Count - 1];
        }

        return sums;
    }

    /// <summary>
    /// The functions of each sample, root first, with the last value behind; in the order of the profile.
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

    private static string LabelOf(Profile profile, Sample sample, string key)
    {
        foreach (Label label in profile[sample.Labels])
        {
            if (profile.Text(label.Key) == key)
            {
                return label.Kind == LabelKind.Text ? profile.Text(label.Text) : $"{label.Number}";
            }
        }

        return "";
    }
}
