namespace Refold;

/// <summary>
/// Makes percentages be of the samples that are there, not of those before the filters (pprof:
/// <c>-relative_percentages</c>). The filters stay named.
/// </summary>
public sealed class RelativePercentages : IProfileTransform
{
    /// <inheritdoc/>
    public ProfileNeeds Needs { get; } = new() { Fidelity = Fidelity.None, LabelKeys = [] };

    /// <inheritdoc/>
    public Profile Apply(Profile profile, ConversionContext context)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return profile.Whole is null
            ? profile
            : profile.WithWhole(ProfileWhole.Of(profile) with { Filters = profile.Whole.Filters });
    }
}
