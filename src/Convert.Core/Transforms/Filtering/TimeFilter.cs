using Refold.Formats;

namespace Refold;

/// <summary>
/// Keeps the samples of a span of time, counted from the first sample. Samples without time go; warning
/// <c>filter.no-time</c>.
/// </summary>
public sealed class TimeFilter : IProfileTransform
{
    private readonly long _from;
    private readonly long _to;

    /// <summary>Keeps what is between two times.</summary>
    /// <param name="from">Nanoseconds from the first sample to the first that stays.</param>
    /// <param name="to">Nanoseconds from the first sample to the first that goes; null for no end.</param>
    /// <exception cref="ArgumentOutOfRangeException">The span is empty.</exception>
    public TimeFilter(long from, long? to)
    {
        if (to is { } end)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(from, end, nameof(from));
        }

        (_from, _to) = (from, to ?? long.MaxValue);
    }

    /// <inheritdoc/>
    public ReadRequest Request { get; } = new() { Facts = ProfileFacts.Times, LabelKeys = [] };

    /// <inheritdoc/>
    public Profile Apply(Profile profile, ConversionContext context)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(context);
        long first = long.MaxValue;
        int timeless = 0;
        foreach (Sample sample in profile.Samples)
        {
            first = Math.Min(first, sample.Time ?? long.MaxValue);
            timeless += sample.Time is null ? 1 : 0;
        }

        if (timeless > 0)
        {
            context.Diagnostics.Warn(
                "filter.no-time", new InputPosition("--time"), $"{timeless} samples have no time; left out");
        }

        return new ProfileRewriter(profile, context, whole: ReferenceTotals.BeforeFilter(profile)) { Keeps = IsIn }.Run();

        bool IsIn(Sample sample) =>
            sample.Time is { } time && (Int128)time - first is var since && since >= _from && since < _to;
    }
}
