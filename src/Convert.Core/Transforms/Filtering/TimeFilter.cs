using System.Globalization;
using Refold.Formats;

namespace Refold;

/// <summary>Keeps the samples of a span of time, which counts from the earliest sample.</summary>
/// <remarks>Samples without a time are removed; warning <c>filter.no-time</c>.</remarks>
public sealed class TimeFilter : IProfileTransform
{
    private readonly long _from;
    private readonly long _to;

    /// <summary>Creates a filter for a span of time.</summary>
    /// <param name="fromNanoseconds">The start of the span, from the earliest sample.</param>
    /// <param name="toNanoseconds">The exclusive end of the span, from the earliest sample; null for no end.</param>
    /// <exception cref="ArgumentOutOfRangeException">The span is empty.</exception>
    public TimeFilter(long fromNanoseconds, long? toNanoseconds)
    {
        if (toNanoseconds is { } end)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(fromNanoseconds, end);
        }

        (_from, _to) = (fromNanoseconds, toNanoseconds ?? long.MaxValue);
    }

    /// <inheritdoc/>
    public ReadRequest Request { get; } = new() { Facts = ProfileFacts.Times, LabelKeys = [] };

    /// <inheritdoc/>
    public Profile Apply(Profile profile, ConversionContext context)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(context);
        long first = long.MaxValue;
        long timeless = 0;
        foreach (Sample sample in profile.Samples)
        {
            first = Math.Min(first, sample.Time ?? long.MaxValue);
            timeless += sample.Time is null ? 1 : 0;
        }

        if (timeless > 0)
        {
            string message = timeless == 1 ? "1 sample without a time is discarded"
                : string.Create(CultureInfo.InvariantCulture, $"{timeless} samples without a time are discarded");
            context.Diagnostics.Warn("filter.no-time", default, message);
        }

        return new ProfileRewriter(profile, context, totals: ReferenceTotals.BeforeFilter(profile))
        {
            Keeps = IsInSpan,
        }.Run();

        // The difference of two times may need 65 bits.
        bool IsInSpan(Sample sample) =>
            sample.Time is { } time && (Int128)time - first is var since && since >= _from && since < _to;
    }
}
