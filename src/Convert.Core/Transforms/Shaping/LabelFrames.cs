using System.Runtime.InteropServices;
using Refold.Formats;

namespace Refold;

/// <summary>Adds frames for labels above the root or below the leaf of each stack.</summary>
/// <remarks>
/// pprof: <c>-tagroot</c>, <c>-tagleaf</c>. The value of a label is the name of its frame, the key is the source file.
/// <code>
/// main;work {thread=ui bytes=2048}      root keys: thread      leaf keys: bytes
///
/// ui;main;work;2kB
/// </code>
/// The first key is nearest to the root. Numbers are formatted in a fitting unit; several values of a key are joined by
/// commas. A sample without a label of the key gets a frame without a name, as in pprof.
/// </remarks>
/// <param name="rootKeys">The keys of the labels that become frames above the root.</param>
/// <param name="leafKeys">The keys of the labels that become frames below the leaf.</param>
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
            return
            [
                .. keys.Reverse().Select(k =>
                    target.AddLocation(target.AddFunction(ValuesOf(profile, labels, k), k))),
            ];
        }
    }

    private static string ValuesOf(Profile profile, LabelSetId labels, string key)
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
