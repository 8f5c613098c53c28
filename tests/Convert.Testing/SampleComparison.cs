using System.Globalization;

namespace Refold.Testing;

/// <summary>
/// Compares mappings and samples of two profiles. Both are copied into one builder first, so that rows with equal
/// content have equal ids, and comparing rows is comparing numbers.
/// </summary>
internal sealed class SampleComparison
{
    private const int MaxRowText = 4000;

    private readonly Profile _both;
    private readonly SampleType[] _types;
    private readonly int _expectedCount;
    private readonly List<MappingId> _expectedMappings;
    private readonly List<MappingId> _actualMappings;

    private SampleComparison(Profile expected, Profile actual)
    {
        _types = [.. expected.SampleTypes];
        var builder = new ProfileBuilder(_types);
        _expectedMappings = Copy(expected, builder);
        _actualMappings = Copy(actual, builder);
        _expectedCount = expected.Samples.Count;
        _both = builder.Build();
    }

    /// <summary>The first difference between two profiles of the same sample types; null if there is none.</summary>
    public static string? Difference(Profile expected, Profile actual, bool ordered)
    {
        var comparison = new SampleComparison(expected, actual);
        return comparison.Mappings(ordered) ?? (ordered ? comparison.RowByRow() : comparison.Summed());
    }

    private static List<MappingId> Copy(Profile profile, ProfileBuilder builder)
    {
        var copier = new RowCopier(profile, builder);
        List<MappingId> mappings = [];
        for (int i = 1; i <= profile.MappingCount; i++)
        {
            mappings.Add(copier.Copy(new MappingId(i)));
        }

        var values = new long[profile.SampleTypes.Count];
        foreach (Sample sample in profile.Samples)
        {
            for (int type = 0; type < values.Length; type++)
            {
                values[type] = sample[type];
            }

            builder.AddSample(copier.Copy(sample.Stack), values, copier.Copy(sample.Labels), sample.Time);
        }

        return mappings;
    }

    private string? Mappings(bool ordered)
    {
        List<MappingId> left = ordered ? _expectedMappings : [.. _expectedMappings.Distinct()];
        List<MappingId> right = ordered ? _actualMappings : [.. _actualMappings.Distinct()];
        if (!ordered)
        {
            left.Sort((a, b) => a.Number.CompareTo(b.Number));
            right.Sort((a, b) => a.Number.CompareTo(b.Number));
        }

        for (int i = 0; i < Math.Max(left.Count, right.Count); i++)
        {
            MappingId? expected = i < left.Count ? left[i] : null;
            MappingId? actual = i < right.Count ? right[i] : null;
            if (expected != actual)
            {
                return $"mappings: expected {MappingText(expected)}, found {MappingText(actual)}";
            }
        }

        return null;
    }

    private string MappingText(MappingId? id) => id is { } row ? RowDescriptions.Describe(_both, row) : "no more";

    private string? RowByRow()
    {
        int actualCount = _both.Samples.Count - _expectedCount;
        for (int row = 0; row < Math.Min(_expectedCount, actualCount); row++)
        {
            if (RowDifference(row, _expectedCount + row) is { } difference)
            {
                return string.Create(CultureInfo.InvariantCulture, $"sample {row + 1}: {difference}");
            }
        }

        return _expectedCount == actualCount ? null
            : string.Create(CultureInfo.InvariantCulture, $"samples: expected {_expectedCount}, found {actualCount}");
    }

    private string? RowDifference(int expected, int actual)
    {
        Sample left = _both.Samples[expected];
        Sample right = _both.Samples[actual];
        if (left.Stack != right.Stack)
        {
            return StackDifference(left.Stack, right.Stack);
        }

        string expectedText = Cut(
            $"{RowDescriptions.Describe(_both, left.Labels)} {TimeText(left.Time)} {ValueText(expected)}");
        string actualText = Cut(
            $"{RowDescriptions.Describe(_both, right.Labels)} {TimeText(right.Time)} {ValueText(actual)}");
        bool isEqual = left.Labels == right.Labels && left.Time == right.Time
            && ValueText(expected) == ValueText(actual);
        return isEqual ? null : $"expected {expectedText}, found {actualText}";
    }

    private string StackDifference(StackId expected, StackId actual)
    {
        ReadOnlySpan<LocationId> left = _both[expected];
        ReadOnlySpan<LocationId> right = _both[actual];
        int same = left.CommonPrefixLength(right);
        string leftText = same < left.Length ? RowDescriptions.Describe(_both, left[same]) : "no more frames";
        string rightText = same < right.Length ? RowDescriptions.Describe(_both, right[same]) : "no more frames";
        return string.Create(
            CultureInfo.InvariantCulture, $"frame {same + 1} from the leaf: expected {leftText}, found {rightText}");
    }

    private string? Summed()
    {
        Dictionary<(StackId, LabelSetId, long?), Int128[]> expected = Sums(0, _expectedCount);
        Dictionary<(StackId, LabelSetId, long?), Int128[]> actual = Sums(_expectedCount, _both.Samples.Count);
        foreach (((StackId, LabelSetId, long?) key, Int128[] sums) in expected)
        {
            Int128[]? found = actual.GetValueOrDefault(key);
            if (found is null || !sums.AsSpan().SequenceEqual(found))
            {
                return $"expected {SampleText(key)} with {ValueText(sums)}, found {ValueText(found)}";
            }
        }

        foreach (((StackId, LabelSetId, long?) key, Int128[] sums) in actual)
        {
            if (!expected.ContainsKey(key))
            {
                return $"expected nothing, found {SampleText(key)} with {ValueText(sums)}";
            }
        }

        return null;
    }

    private Dictionary<(StackId Stack, LabelSetId Labels, long? Time), Int128[]> Sums(int from, int to)
    {
        var sums = new Dictionary<(StackId, LabelSetId, long?), Int128[]>();
        for (int row = from; row < to; row++)
        {
            Sample sample = _both.Samples[row];
            (StackId, LabelSetId, long?) key = (sample.Stack, sample.Labels, sample.Time);
            if (!sums.TryGetValue(key, out Int128[]? values))
            {
                sums.Add(key, values = new Int128[_types.Length]);
            }

            for (int type = 0; type < values.Length; type++)
            {
                values[type] += sample[type];
            }
        }

        return sums.Where(s => s.Value.Any(v => v != 0)).ToDictionary();
    }

    private string SampleText((StackId Stack, LabelSetId Labels, long? Time) key) =>
        Cut(
            $"{RowDescriptions.Describe(_both, key.Stack)} ({RowDescriptions.Describe(_both, key.Labels)}) "
            + $"{TimeText(key.Time)}");

    private static string TimeText(long? time) =>
        time is { } known ? string.Create(CultureInfo.InvariantCulture, $"at {known}") : "at no time";

    private string ValueText(int row) =>
        ValueText([.. Enumerable.Range(0, _types.Length).Select(type => (Int128)_both.Samples[row][type])]);

    private static string ValueText(Int128[]? values) =>
        values is null ? "nothing" : string.Join(", ", values.Select(v => v.ToString(CultureInfo.InvariantCulture)));

    private static string Cut(string text) => text.Length <= MaxRowText ? text : text[..MaxRowText] + "…";
}
