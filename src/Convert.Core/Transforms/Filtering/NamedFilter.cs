using Refold.Formats;

namespace Refold;

/// <summary>A filter with a name, which pictures of the filtered profile show: <c>focus=main</c>.</summary>
/// <param name="filter">The filter.</param>
/// <param name="name">The name that is appended to <see cref="ReferenceTotals.Filters"/>.</param>
public sealed class NamedFilter(IProfileTransform filter, string name) : IProfileTransform
{
    /// <inheritdoc/>
    public ReadRequest Request { get; } = filter.Request;

    /// <inheritdoc/>
    public Profile Apply(Profile profile, ConversionContext context)
    {
        ArgumentNullException.ThrowIfNull(profile);
        Profile filtered = filter.Apply(profile, context);
        ReferenceTotals totals = filtered.ReferenceTotals ?? ReferenceTotals.From(profile);
        return filtered.WithReferenceTotals(totals with { Filters = [.. totals.Filters, name] });
    }
}
