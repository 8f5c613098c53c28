namespace Refold;

/// <summary>The totals that percentages of a profile refer to, if these are not the sums of its samples.</summary>
/// <remarks>
/// Filters set them to the totals of the unfiltered profile, as in the pprof tool; <see cref="ProfileDiffer"/> sets
/// them to the size of the difference or, if its base is marked, to that of the base. Further transforms pass them on.
/// <code>
/// profile: 100 samples     --focus parse: 40 samples     parse has 40 %, not 100 %
/// </code>
/// </remarks>
public sealed record ReferenceTotals
{
    /// <summary>
    /// The total of each sample type: the sum of absolute values, after samples with equal stack and labels were
    /// summed. If the samples of a base are marked (<see cref="ProfileDiffer.MarksBase"/>), only these count.
    /// </summary>
    public required IReadOnlyList<Int128> Totals { get; init; }

    /// <summary>
    /// The filters that were applied, as text for people: <c>focus=main</c>. Empty if they have no names.
    /// </summary>
    public IReadOnlyList<string> Filters { get; init; } = [];

    /// <summary>Whether filters were applied and <see cref="Totals"/> are those before them.</summary>
    public bool IsFiltered { get; init; }

    /// <summary>Whether <see cref="Totals"/> are those of the base of a comparison.</summary>
    public bool IsBase { get; init; }

    /// <summary>Sums the samples of a profile.</summary>
    public static ReferenceTotals From(Profile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        bool isBase = HasBase(profile);
        return new ReferenceTotals
        {
            Totals = [.. Enumerable.Range(0, profile.SampleTypes.Count).Select(type => TotalOf(profile, type, isBase))],
            IsBase = isBase,
        };
    }

    /// <summary>The totals of a profile before it is filtered; it may have been filtered before.</summary>
    internal static ReferenceTotals BeforeFilter(Profile source) =>
        (source.ReferenceTotals ?? From(source)) with { IsFiltered = true };

    /// <summary>Whether samples are marked as those of a base.</summary>
    internal static bool HasBase(Profile profile)
    {
        for (int i = 1; i <= profile.LabelSetCount; i++)
        {
            if (IsOfBase(profile, new LabelSetId(i)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// The sum of absolute values, after samples with equal labels and equal numbers of stacks were summed.
    /// </summary>
    internal static Int128 SizeOfSums(Profile profile, int type, Func<StackId, int> number)
    {
        var sums = new Dictionary<(int Stack, int Labels), Int128>();
        foreach (Sample sample in profile.Samples)
        {
            (int, int) key = (number(sample.Stack), sample.Labels.Number);
            sums[key] = sums.GetValueOrDefault(key) + sample[type];
        }

        Int128 all = 0;
        Int128 baseline = 0;
        foreach (((int _, int labels), Int128 sum) in sums)
        {
            all += Int128.Abs(sum);
            baseline += IsOfBase(profile, new LabelSetId(labels)) ? Int128.Abs(sum) : 0;
        }

        return baseline > 0 ? baseline : all;
    }

    /// <summary>The totals of one sample type.</summary>
    internal ReferenceTotals Select(int type) => this with { Totals = [Totals[type]] };

    /// <summary>The totals of values that are multiplied.</summary>
    internal ReferenceTotals Scale(double[] ratios) =>
        this with { Totals = [.. Totals.Select((total, i) => Scaled(total, Math.Abs(ratios[i])))] };

    private static Int128 Scaled(Int128 total, double ratio) =>
        ratio == Math.Truncate(ratio) && ratio < long.MaxValue
            ? total * (long)ratio
            : (Int128)Math.Round((double)total * ratio, MidpointRounding.AwayFromZero);

    private static Int128 TotalOf(Profile profile, int type, bool isBase)
    {
        Int128 size = profile.Samples.Size(type);
        bool isPlainSum = !isBase && profile.Samples.Sum(type) == size;
        return isPlainSum ? size : SizeOfSums(profile, type, stack => stack.Number);
    }

    private static bool IsOfBase(Profile profile, LabelSetId labels)
    {
        foreach (Label label in profile[labels])
        {
            if (label.Kind == LabelKind.Text && profile.Text(label.Key) == WellKnownLabels.DiffBase)
            {
                return profile.Text(label.Text) == WellKnownLabels.DiffBaseValue;
            }
        }

        return false;
    }
}
