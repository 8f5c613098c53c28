using Refold.Formats;

namespace Refold;

/// <summary>
/// Makes percentages be of the samples that are there, not of those before the filters (pprof:
/// <c>-relative_percentages</c>). The filters stay named.
/// </summary>
public sealed class RelativePercentages : IProfileTransform
{
    /// <inheritdoc/>
    public ReadRequest Request { get; } = new() { Facts = ProfileFacts.None, LabelKeys = [] };

    /// <inheritdoc/>
    public Profile Apply(Profile profile, ConversionContext context)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return profile.ReferenceTotals is null
            ? profile
            : profile.WithReferenceTotals(ReferenceTotals.From(profile) with { Filters = profile.ReferenceTotals.Filters });
    }
}
