using Refold.Formats;

namespace Refold;

/// <summary>Removes inlined functions, so that the function that they are inlined into gets their values.</summary>
/// <remarks>pprof: <c>-noinlines</c>.</remarks>
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
        rewriter.Copier.Locations = id => rewriter.Copier.Copy(id, Outermost(profile[id].Lines));
        return rewriter.Run();
    }

    private static ReadOnlySpan<Line> Outermost(ReadOnlySpan<Line> lines) => lines.IsEmpty ? lines : lines[^1..];
}
