using System.Runtime.InteropServices;
using Refold.Formats;

namespace Refold;

/// <summary>
/// Makes labels frames: at the root (pprof: <c>-tagroot</c>) or below the leaf (<c>-tagleaf</c>) of each sample, named by
/// the values of a key, the key standing as their source file. The first key is nearest to the root.
/// </summary>
/// <remarks>
/// Numbers are shown in a unit that suits them. A sample without the label gets a frame without name, as in the pprof
/// tool.
/// </remarks>
/// <param name="rootKeys">Keys of labels to make frames above the root.</param>
/// <param name="leafKeys">Keys of labels to make frames below the leaf.</param>
public sealed class LabelFrames(IReadOnlyList<string> rootKeys, IReadOnlyList<string> leafKeys) : IProfileTransform
{
    /// <inheritdoc/>
    public ReadRequest Request { get; } = new()
    {
        Facts = ProfileFacts.Stacks,
        LabelKeys = [.. rootKeys, .. leafKeys],
    };

    /// <inheritdoc/>
    public Profile Apply(Profile profile, ConversionContext context)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(context);
        var ends = new (LocationId[] Leaves, LocationId[] Roots)[profile.LabelSetCount + 1];
        var frames = new List<LocationId>();
        ProfileRewriter? rewriter = null;
        rewriter = new ProfileRewriter(profile, context) { StackOfSample = Extend };
        return rewriter.Run();

        StackId Extend(Sample sample)
        {
            ref (LocationId[] Leaves, LocationId[] Roots) end = ref ends[sample.Labels.Number];
            if (end.Leaves is null)
            {
                end = (Frames(sample.Labels, leafKeys), Frames(sample.Labels, rootKeys));
            }

            frames.Clear();
            frames.AddRange(end.Leaves);
            foreach (LocationId location in profile[sample.Stack])
            {
                frames.Add(rewriter!.Copier.Copy(location));
            }

            frames.AddRange(end.Roots);
            return rewriter!.Target.AddStack(CollectionsMarshal.AsSpan(frames));
        }

        LocationId[] Frames(LabelSetId labels, IReadOnlyList<string> keys)
        {
            ProfileBuilder target = rewriter!.Target;
            return [.. keys.Reverse().Select(k => target.AddLocation(target.AddFunction(NameOf(profile, labels, k), k)))];
        }
    }

    private static string NameOf(Profile profile, LabelSetId labels, string key)
    {
        var values = new List<string>();
        foreach (Label label in profile[labels])
        {
            if (profile.Text(label.Key) == key)
            {
                values.Add(label.Kind == LabelKind.Text
                    ? profile.Text(label.Text)
                    : Units.Format(label.Number, profile.Text(label.Unit)));
            }
        }

        return string.Join(',', values);
    }
}
