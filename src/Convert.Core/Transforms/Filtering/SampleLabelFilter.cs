using Refold.Formats;

namespace Refold;

/// <summary>Keeps the samples with a matching label, or those without one.</summary>
/// <remarks>
/// pprof: <c>-tagfocus</c>, <c>-tagignore</c>. Warning <c>filter.no-match</c> if no sample has a matching label.
/// </remarks>
/// <param name="pattern">The pattern of the labels.</param>
/// <param name="keep">The samples to keep.</param>
public sealed class SampleLabelFilter(LabelPattern pattern, Keep keep = Keep.Matching) : IProfileTransform
{
    /// <inheritdoc/>
    public ReadRequest Request { get; } = new() { Facts = ProfileFacts.Labels };

    /// <inheritdoc/>
    public Profile Apply(Profile profile, ConversionContext context)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(context);
        var isMatch = new bool[profile.LabelSetCount + 1];
        for (int i = 0; i < isMatch.Length; i++)
        {
            isMatch[i] = pattern.Matches(profile, new LabelSetId(i));
        }

        if (!isMatch.Contains(true))
        {
            context.Diagnostics.Warn("filter.no-match", default, $"no label matches {pattern}");
        }

        return new ProfileRewriter(profile, context, totals: ReferenceTotals.BeforeFilter(profile))
        {
            Keeps = s => isMatch[s.Labels.Number] == (keep == Keep.Matching),
        }.Run();
    }
}
