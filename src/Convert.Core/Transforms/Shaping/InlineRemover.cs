using Refold.Formats;

namespace Refold;

/// <summary>
/// Keeps of each location only the function with code of its own, so that it gets the values of those inlined into it
/// (pprof: <c>-noinlines</c>).
/// </summary>
public sealed class InlineRemover : IProfileTransform
{
    /// <inheritdoc/>
    public ReadRequest Request { get; } = new() { Facts = ProfileFacts.Inlining, LabelKeys = [] };

    /// <inheritdoc/>
    public Profile Apply(Profile profile, ConversionContext context)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(context);
        var rewriter = new ProfileRewriter(profile, context);
        rewriter.Copier.Locations = id => (profile[id].Address, Outermost(profile[id].Lines));
        return rewriter.Run();
    }

    private static Line[] Outermost(ReadOnlySpan<Line> lines) => lines.IsEmpty ? [] : [lines[^1]];
}
