using System.Runtime.InteropServices;
using Refold.Formats;

namespace Refold;

/// <summary>Keeps the labels whose key matches a pattern, or the other labels.</summary>
/// <remarks>pprof: <c>-tagshow</c>, <c>-taghide</c>.</remarks>
/// <param name="pattern">The pattern of the keys.</param>
/// <param name="keep">The labels to keep.</param>
public sealed class LabelSelector(NamePattern pattern, Keep keep = Keep.Matching) : IProfileTransform
{
    /// <inheritdoc/>
    public ReadRequest Request { get; } = new() { Facts = ProfileFacts.None, LabelKeys = [] };

    /// <inheritdoc/>
    public Profile Apply(Profile profile, ConversionContext context)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(context);
        var copies = new LabelSetId?[profile.LabelSetCount + 1];
        var kept = new List<Label>();
        ProfileRewriter? rewriter = null;
        rewriter = new ProfileRewriter(profile, context) { Labels = id => copies[id.Number] ??= Select(id) };
        return rewriter.Run();

        LabelSetId Select(LabelSetId id)
        {
            kept.Clear();
            foreach (Label label in profile[id])
            {
                if (pattern.Matches(profile.Text(label.Key)) == (keep == Keep.Matching))
                {
                    kept.Add(rewriter!.Copier.Copy(label));
                }
            }

            return rewriter!.Target.AddLabels(CollectionsMarshal.AsSpan(kept));
        }
    }
}
