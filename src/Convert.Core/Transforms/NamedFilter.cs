namespace Refold;

/// <summary>A filter with a name for people, which pictures of what it leaves show: <c>focus=main</c>.</summary>
/// <param name="filter">The filter.</param>
/// <param name="name">What pictures call it.</param>
public sealed class NamedFilter(IProfileTransform filter, string name) : IProfileTransform
{
    /// <inheritdoc/>
    public ProfileNeeds Needs { get; } = filter.Needs;

    /// <inheritdoc/>
    public Profile Apply(Profile profile, ConversionContext context)
    {
        ArgumentNullException.ThrowIfNull(profile);
        Profile filtered = filter.Apply(profile, context);
        ProfileWhole whole = filtered.Whole ?? ProfileWhole.Of(profile);
        return filtered.WithWhole(whole with { Filters = [.. whole.Filters, name] });
    }
}
