using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Refold.Formats.Text;

namespace Refold.Testing;

/// <summary>
/// The golden text of a profile: its canonical text followed by the warnings or, if that is long, what a
/// person can check (counts, totals, labels, heaviest leaves) and a fingerprint of the text.
/// </summary>
public static class ProfileDigest
{
    private const int MaxBytes = 16 * 1024;
    private const int ShownLeaves = 20;

    /// <summary>The golden text of a profile that was read with these warnings.</summary>
    public static string Of(Profile profile, DiagnosticLog warnings)
    {
        byte[] text = WithoutMarks(new TextProfileWriter(new TextOptions()).Write(profile));
        var golden = new StringBuilder();
        if (text.Length <= MaxBytes)
        {
            golden.Append(Encoding.UTF8.GetString(text));
        }
        else
        {
            AppendSummary(golden, profile, text);
        }

        foreach ((string id, long count) in warnings.Counts.OrderBy(w => w.Key, StringComparer.Ordinal))
        {
            golden.Append(CultureInfo.InvariantCulture, $"\n# {count} x {id}\n");
            foreach (Diagnostic warning in warnings.Kept.Where(w => w.Id == id))
            {
                golden.Append(CultureInfo.InvariantCulture, $"#   {warning.Position}: {warning.Message}\n");
            }
        }

        return golden.ToString();
    }

    // Goldens are edited and merged by hand: a sample count and an end mark would be in the way.
    private static byte[] WithoutMarks(byte[] text)
    {
        int first = text.AsSpan().IndexOf((byte)'\n') + 1;
        int second = first + text.AsSpan(first).IndexOf((byte)'\n') + 1;
        return [.. text[..first], .. text[second..^"\nend\n".Length]];
    }

    private static void AppendSummary(StringBuilder golden, Profile profile, byte[] text)
    {
        string all = Encoding.UTF8.GetString(text);
        golden.Append("# too long to show: the head, counts, totals, and the SHA-256 of the canonical text\n");
        golden.Append(all.AsSpan(0, all.IndexOf("\n\n", StringComparison.Ordinal) + 1));
        golden.Append(CultureInfo.InvariantCulture, $"\n# {profile.Samples.Count} samples\n");
        golden.Append(CultureInfo.InvariantCulture, $"# {profile.MappingCount} mappings, ");
        golden.Append(CultureInfo.InvariantCulture, $"{profile.FunctionCount} functions, ");
        golden.Append(CultureInfo.InvariantCulture, $"{profile.LocationCount} locations, ");
        golden.Append(CultureInfo.InvariantCulture, $"{profile.StackCount} stacks, ");
        golden.Append(CultureInfo.InvariantCulture, $"{profile.LabelSetCount} label sets\n");
        for (int type = 0; type < profile.SampleTypes.Count; type++)
        {
            golden.Append(CultureInfo.InvariantCulture, $"# {ColumnSums.Of(profile)[type]} ");
            golden.Append(CultureInfo.InvariantCulture, $"{profile.SampleTypes[type]} in all\n");
        }

        AppendTimes(golden, profile);
        AppendLabels(golden, profile);
        AppendLeaves(golden, profile);
        golden.Append(CultureInfo.InvariantCulture, $"\n# {Convert.ToHexStringLower(SHA256.HashData(text))}\n");
    }

    private static void AppendTimes(StringBuilder golden, Profile profile)
    {
        List<long> times = [];
        foreach (Sample sample in profile.Samples)
        {
            if (sample.Time is { } time)
            {
                times.Add(time);
            }
        }

        if (times.Count > 0)
        {
            golden.Append(CultureInfo.InvariantCulture, $"# {times.Count} times, {times.Min()} to {times.Max()}\n");
        }
    }

    private static void AppendLabels(StringBuilder golden, Profile profile)
    {
        var values = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        for (int i = 1; i <= profile.LabelSetCount; i++)
        {
            foreach (Label label in profile[new LabelSetId(i)])
            {
                string key = profile.Text(label.Key);
                values.TryAdd(key, new SortedSet<string>(StringComparer.Ordinal));
                string number = label.Number.ToString(CultureInfo.InvariantCulture) + profile.Text(label.Unit);
                values[key].Add(label.Kind == LabelKind.Text ? profile.Text(label.Text) : number);
            }
        }

        foreach ((string key, SortedSet<string> distinct) in values)
        {
            golden.Append(CultureInfo.InvariantCulture, $"# label {key}: {distinct.Count} values, ");
            golden.Append(CultureInfo.InvariantCulture, $"{MessageText.Quote(string.Join(", ", distinct))}\n");
        }
    }

    private static void AppendLeaves(StringBuilder golden, Profile profile)
    {
        var sums = new Dictionary<string, Int128>(StringComparer.Ordinal);
        foreach (Sample sample in profile.Samples)
        {
            string leaf = LeafName(profile, sample.Stack);
            sums[leaf] = sums.GetValueOrDefault(leaf) + sample[profile.DefaultSampleType];
        }

        golden.Append(CultureInfo.InvariantCulture, $"\n# {sums.Count} leaves, the heaviest:\n");
        foreach ((string leaf, Int128 sum) in sums
            .OrderByDescending(s => Int128.Abs(s.Value)).ThenBy(s => s.Key, StringComparer.Ordinal).Take(ShownLeaves))
        {
            golden.Append(CultureInfo.InvariantCulture, $"# {sum,20} {MessageText.Quote(leaf)}\n");
        }
    }

    private static string LeafName(Profile profile, StackId stack)
    {
        ReadOnlySpan<LocationId> frames = profile[stack];
        if (frames.IsEmpty)
        {
            return "(no frames)";
        }

        ReadOnlySpan<Line> lines = profile[frames[0]].Lines;
        return lines.IsEmpty ? "(no function)" : profile.Text(profile[lines[0].Function].Name);
    }
}
