using System.Globalization;

namespace Refold.Aggregation;

/// <summary>The contents of a profile in a few numbers.</summary>
public sealed class ProfileSummary
{
    private const int ShownValues = 5;

    private ProfileSummary(Profile profile)
    {
        Totals = [.. Enumerable.Range(0, profile.SampleTypes.Count).Select(profile.Samples.Sum)];
        (FirstTime, LastTime) = FindTimes(profile);
        Labels = SummarizeLabels(profile);
    }

    /// <summary>The sum of all values of each sample type, in column order; wide enough for any profile.</summary>
    public IReadOnlyList<Int128> Totals { get; }

    /// <summary>
    /// The earliest time of a sample, in nanoseconds on the profile's clock; null if none has a time.
    /// </summary>
    public long? FirstTime { get; }

    /// <summary>The latest time of a sample, in nanoseconds on the profile's clock; null if none has a time.</summary>
    public long? LastTime { get; }

    /// <summary>The labels by key, in the order of their first occurrence.</summary>
    public IReadOnlyList<LabelSummary> Labels { get; }

    /// <summary>Creates the summary of a profile.</summary>
    public static ProfileSummary Create(Profile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return new ProfileSummary(profile);
    }

    private static (long? First, long? Last) FindTimes(Profile profile)
    {
        long? first = null;
        long? last = null;
        foreach (Sample sample in profile.Samples)
        {
            if (sample.Time is { } time)
            {
                first = Math.Min(first ?? time, time);
                last = Math.Max(last ?? time, time);
            }
        }

        return (first, last);
    }

    private static List<LabelSummary> SummarizeLabels(Profile profile)
    {
        long[] samplesOfSet = new long[profile.LabelSetCount + 1];
        foreach (Sample sample in profile.Samples)
        {
            samplesOfSet[sample.Labels.Number]++;
        }

        var keys = new List<StringId>();
        var samplesOfKey = new Dictionary<StringId, long>();
        var samplesOfLabel = new Dictionary<Label, long>();
        for (int set = 1; set < samplesOfSet.Length; set++)
        {
            ReadOnlySpan<Label> labels = profile[new LabelSetId(set)];
            for (int i = 0; i < labels.Length; i++)
            {
                Label label = labels[i];
                samplesOfLabel[label] = samplesOfLabel.GetValueOrDefault(label) + samplesOfSet[set];
                if (samplesOfKey.TryAdd(label.Key, 0))
                {
                    keys.Add(label.Key);
                }

                samplesOfKey[label.Key] += IsFirstOfKey(labels, i) ? samplesOfSet[set] : 0;
            }
        }

        ILookup<StringId, KeyValuePair<Label, long>> values = samplesOfLabel.ToLookup(l => l.Key.Key);
        return [.. keys.Select(key => SummaryOf(profile, key, samplesOfKey[key], [.. values[key]]))];
    }

    private static bool IsFirstOfKey(ReadOnlySpan<Label> labels, int index)
    {
        foreach (ref readonly Label before in labels[..index])
        {
            if (before.Key == labels[index].Key)
            {
                return false;
            }
        }

        return true;
    }

    private static LabelSummary SummaryOf(
        Profile profile, StringId key, long samples, KeyValuePair<Label, long>[] values)
    {
        IEnumerable<string> common = values
            .OrderByDescending(v => v.Value)
            .Take(ShownValues)
            .Select(v => TextOf(profile, v.Key));
        return new LabelSummary(profile.Text(key), samples, values.Length, [.. common]);
    }

    private static string TextOf(Profile profile, Label label)
    {
        string unit = profile.Text(label.Unit);
        return label.Kind == LabelKind.Text
            ? profile.Text(label.Text)
            : label.Number.ToString(CultureInfo.InvariantCulture) + (unit.Length > 0 ? " " : "") + unit;
    }
}
