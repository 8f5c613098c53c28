using Refold.Formats;

namespace Refold;

/// <summary>
/// Keeps samples with a matching label (pprof: <c>-tagfocus</c>), or those without (<c>-tagignore</c>). Warning
/// <c>filter.no-match</c> if no sample has one.
/// </summary>
/// <param name="pattern">The labels to look for.</param>
/// <param name="isInverted">True to keep the samples without a match.</param>
public sealed class LabelFilter(LabelPattern pattern, bool isInverted = false) : IProfileTransform
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
            string option = isInverted ? "--tagignore" : "--tagfocus";
            context.Diagnostics.Warn("filter.no-match", new InputPosition(option), $"no label matches {pattern}");
        }

        return new ProfileRewriter(profile, context, whole: ReferenceTotals.BeforeFilter(profile))
        {
            Keeps = s => isMatch[s.Labels.Number] != isInverted,
        }.Run();
    }
}
