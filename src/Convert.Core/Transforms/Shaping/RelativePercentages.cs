using Refold.Formats;

namespace Refold;

/// <summary>Makes percentages relative to the samples left by the filters, not to those before them.</summary>
/// <remarks>pprof: <c>-relative_percentages</c>. The names of the filters are kept.</remarks>
public sealed class RelativePercentages : IProfileTransform
{
    /// <inheritdoc/>
    public ReadRequest Request { get; } = new() { Facts = ProfileFacts.None, LabelKeys = [] };

    /// <inheritdoc/>
    public Profile Apply(Profile profile, ConversionContext context)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return profile.ReferenceTotals is { } totals
            ? profile.WithReferenceTotals(ReferenceTotals.From(profile) with { Filters = totals.Filters })
            : profile;
    }
}
