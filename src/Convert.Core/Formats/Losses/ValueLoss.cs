using System.Globalization;

namespace Refold.Formats;

/// <summary>
/// The sample types of a profile that a writer does not write, and the samples that have values only in these.
/// </summary>
/// <remarks>
/// A profile of page faults and CPU time, of which only the time is written, loses the samples of page faults:
/// <code>
///                    page-faults   cpu
///     main;touch               7     0     lost
///     main;work                0   500     written
/// </code>
/// </remarks>
public sealed class ValueLoss
{
    private const int MaxNames = 5;

    private readonly List<(SampleType Type, Int128 Sum)> _discarded = [];

    // A reader that discarded facts may have summed samples, so that their number is not that of the input.
    private readonly bool _isSummed;

    private ValueLoss(IReadOnlyList<SampleType> written, bool isSummed)
    {
        Written = written;
        _isSummed = isSummed;
    }

    /// <summary>The sample types that are written.</summary>
    public IReadOnlyList<SampleType> Written { get; }

    /// <summary>The sample types that are not written, each with the sum of its values.</summary>
    public IReadOnlyList<(SampleType Type, Int128 Sum)> Discarded => _discarded;

    /// <summary>
    /// The number of samples whose values are 0 in all sample types that are written, but not in the others.
    /// </summary>
    public int Samples { get; private set; }

    /// <summary>The number of samples with any value.</summary>
    public int AllSamples { get; private set; }

    /// <summary>Counts what is lost if only some sample types of a profile are written.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="written">The columns that are written, from 0.</param>
    public static ValueLoss Create(Profile profile, IReadOnlyList<int> written)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(written);
        var loss = new ValueLoss(
            [.. written.Select(column => profile.SampleTypes[column])], profile.Discarded != ProfileFacts.None);
        int[] others = [.. Enumerable.Range(0, profile.SampleTypes.Count).Except(written)];
        if (others.Length == 0)
        {
            return loss;
        }

        foreach (Sample sample in profile.Samples)
        {
            loss.Count(sample, written, others);
        }

        loss._discarded.AddRange(others.Select(column => (profile.SampleTypes[column], profile.Samples.Sum(column))));
        return loss;
    }

    /// <summary>
    /// The loss in words: <c>shows cpu/nanoseconds; the profile also has page-faults/count (7); 1 of 2 samples have
    /// values only there and are lost</c>; empty if no value is lost.
    /// </summary>
    public override string ToString()
    {
        (SampleType Type, Int128 Sum)[] lost = [.. Discarded.Where(l => l.Sum != 0)];
        string shown = string.Join(", ", Written.Select(Name));
        string samples = Samples == 0 ? ""
            : _isSummed ? "; samples that have values only there are lost"
            : $"; {CountOfSamples} have values only there and are lost";
        return lost.Length == 0 && Samples == 0 ? "" : $"shows {shown}; the profile also has {Names(lost)}{samples}";
    }

    /// <summary>The lost sample types with their sums, and the lost samples.</summary>
    internal string Counts
    {
        get
        {
            string samples = Samples == 0 ? "" : $"; {CountOfSamples} have no other value";
            return Line($"{Discarded.Count} of {Written.Count + Discarded.Count}: {Names([.. Discarded])}{samples}");
        }
    }

    /// <summary>The number of lost samples among all with values: <c>2 of 4 samples</c>.</summary>
    internal string CountOfSamples => Line($"{Samples} of {AllSamples} samples");

    private static string Names((SampleType Type, Int128 Sum)[] types)
    {
        string shown = string.Join(", ", types.Take(MaxNames).Select(t => Line($"{Name(t.Type)} ({t.Sum})")));
        return types.Length > MaxNames ? Line($"{shown} and {types.Length - MaxNames} more") : shown;
    }

    private static string Name(SampleType type) => MessageText.Quote(type.ToString())[1..^1];

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private void Count(Sample sample, IReadOnlyList<int> written, int[] others)
    {
        bool isLost = HasAny(sample, others);
        bool isWritten = HasAny(sample, written);
        AllSamples += isLost || isWritten ? 1 : 0;
        Samples += isLost && !isWritten ? 1 : 0;
    }

    private static bool HasAny(Sample sample, IReadOnlyList<int> columns)
    {
        bool any = false;
        for (int i = 0; i < columns.Count && !any; i++)
        {
            any = sample[columns[i]] != 0;
        }

        return any;
    }
}
