using System.Runtime.InteropServices;
using Refold.Formats;

namespace Refold;

/// <summary>Merges successive frames of one function: <c>main;f;f;f;g</c> becomes <c>main;f;g</c>.</summary>
/// <remarks>
/// The frame nearest to the leaf is kept. Recursion over several functions, <c>main;f;g;f;g</c>, is unchanged.
/// </remarks>
public sealed class RecursionFolder : IProfileTransform
{
    /// <inheritdoc/>
    public ReadRequest Request { get; } = new() { Facts = ProfileFacts.Stacks, LabelKeys = [] };

    /// <inheritdoc/>
    public Profile Apply(Profile profile, ConversionContext context)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(context);
        var frames = new List<LocationId>();
        ProfileRewriter? rewriter = null;
        rewriter = new ProfileRewriter(profile, context) { Stacks = stack => Fold(stack) };
        return rewriter.Run();

        StackId Fold(StackId stack)
        {
            frames.Clear();
            LocationId last = default;
            foreach (LocationId location in profile[stack])
            {
                if (frames.Count == 0 || !IsSameFunction(profile, last, location))
                {
                    frames.Add(rewriter!.Copier.Copy(location));
                    last = location;
                }
            }

            return rewriter!.Target.AddStack(CollectionsMarshal.AsSpan(frames));
        }
    }

    // Locations with inlined functions must have the same ones; locations without symbols, the same address.
    private static bool IsSameFunction(Profile profile, LocationId a, LocationId b)
    {
        Location one = profile[a];
        Location other = profile[b];
        if (one.Lines.Length != other.Lines.Length || one.Mapping != other.Mapping)
        {
            return false;
        }

        for (int i = 0; i < one.Lines.Length; i++)
        {
            Function first = profile[one.Lines[i].Function];
            Function second = profile[other.Lines[i].Function];
            if (first.Name != second.Name || first.SystemName != second.SystemName || first.File != second.File)
            {
                return false;
            }
        }

        return one.Lines.Length > 0 || one.Address == other.Address;
    }
}
