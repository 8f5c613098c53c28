using System.Runtime.InteropServices;
using Refold.Formats;

namespace Refold;

/// <summary>
/// Keeps the labels whose key matches (pprof: <c>-tagshow</c>), or those whose key does not (<c>-taghide</c>).
/// </summary>
/// <param name="pattern">The keys to look for.</param>
/// <param name="isInverted">True to keep the labels whose key does not match.</param>
public sealed class LabelSelector(NamePattern pattern, bool isInverted = false) : IProfileTransform
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
                if (pattern.Matches(profile.Text(label.Key)) != isInverted)
                {
                    kept.Add(rewriter!.Copier.Copy(label));
                }
            }

            return rewriter!.Target.AddLabels(CollectionsMarshal.AsSpan(kept));
        }
    }
}
