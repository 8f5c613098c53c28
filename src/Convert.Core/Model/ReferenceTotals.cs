namespace Refold;

/// <summary>What the percentages of a profile are of, where that is not the sum of its own samples.</summary>
/// <remarks>
/// Filters set it to what they were given, so that what is left can be shown as a part of the whole, and
/// <see cref="ProfileDiffer"/> sets it to the size of the difference or, if that is marked, of its base. Further
/// transforms pass it on.
/// </remarks>
public sealed record ReferenceTotals
{
    /// <summary>
    /// The total of each sample type, in column order: the sum of values without sign, after samples of equal stack and
    /// labels are summed. If samples of a base are marked (<see cref="ProfileDiffer.MarksBase"/>), theirs alone.
    /// </summary>
    public required IReadOnlyList<Int128> Totals { get; init; }

    /// <summary>
    /// The filters that were applied, as text for people: <c>focus=main</c>. Empty if they have no names.
    /// </summary>
    public IReadOnlyList<string> Filters { get; init; } = [];

    /// <summary>Whether filters were applied and <see cref="Totals"/> are those before them.</summary>
    public bool IsFiltered { get; init; }

    /// <summary>Whether <see cref="Totals"/> are those of a base that something is compared with.</summary>
    public bool IsBase { get; init; }

    /// <summary>The totals of a profile as it is.</summary>
    public static ReferenceTotals From(Profile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return new ReferenceTotals
        {
            Totals = [.. Enumerable.Range(0, profile.SampleTypes.Count).Select(type => TotalOf(profile, type))],
            IsBase = HasBase(profile),
        };
    }

    /// <summary>
    /// The whole that a filtered profile is a part of: that of its source, which may be filtered already.
    /// </summary>
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
    /// The sum of values without sign, samples of equal labels and stacks of equal number summed before.
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

    /// <summary>The whole of one sample type.</summary>
    internal ReferenceTotals Select(int type) => this with { Totals = [Totals[type]] };

    /// <summary>The whole of values that are multiplied.</summary>
    internal ReferenceTotals Scale(double[] ratios) =>
        this with { Totals = [.. Totals.Select((total, i) => Scaled(total, Math.Abs(ratios[i])))] };

    private static Int128 Scaled(Int128 total, double ratio) =>
        ratio == Math.Truncate(ratio) && ratio < long.MaxValue
            ? total * (long)ratio
            : (Int128)Math.Round((double)total * ratio, MidpointRounding.AwayFromZero);

    private static Int128 TotalOf(Profile profile, int type)
    {
        Int128 sum = 0;
        bool hasNegative = false;
        foreach (Sample sample in profile.Samples)
        {
            sum += sample[type];
            hasNegative |= sample[type] < 0;
        }

        return hasNegative || HasBase(profile) ? SizeOfSums(profile, type, stack => stack.Number) : sum;
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
