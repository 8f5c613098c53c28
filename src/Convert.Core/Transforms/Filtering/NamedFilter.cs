using Refold.Formats;

namespace Refold;

/// <summary>A filter with a name for people, which pictures of what it leaves show: <c>focus=main</c>.</summary>
/// <param name="filter">The filter.</param>
/// <param name="name">What pictures call it.</param>
public sealed class NamedFilter(IProfileTransform filter, string name) : IProfileTransform
{
    /// <inheritdoc/>
    public ReadRequest Request { get; } = filter.Request;

    /// <inheritdoc/>
    public Profile Apply(Profile profile, ConversionContext context)
    {
        ArgumentNullException.ThrowIfNull(profile);
        Profile filtered = filter.Apply(profile, context);
        ReferenceTotals whole = filtered.ReferenceTotals ?? ReferenceTotals.From(profile);
        return filtered.WithReferenceTotals(whole with { Filters = [.. whole.Filters, name] });
    }
}
