using Refold.Aggregation;

namespace Refold.Formats.FlameGraph;

/// <summary>The stacks of a graph as a tree of frames.</summary>
/// <remarks>Node 0 is the root, <c>all</c>. Every other node is greater than its parent.</remarks>
/// <param name="names">The names that <see cref="NameNumber"/> refers to.</param>
internal abstract class DrawnTree(FrameNames names)
{
    /// <summary>The number of nodes.</summary>
    public abstract int Count { get; }

    /// <summary>Whether any value is negative, which means that the profile is itself a difference.</summary>
    public abstract bool HasNegative { get; }

    /// <summary>Builds the tree of all samples: by name, or in the order of the samples for a flame chart.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static DrawnTree Create(
        Profile profile, FlameGraphOptions options, FlameGraphColumns columns, CancellationToken cancellation)
    {
        var names = new FrameNames(
            profile, options.FlameChart ? FlameChartThreads.ChooseRoot(profile, options.Names) : options.Names);
        var trimmer = new StackTrimmer(names, options.Base, options.Reverse);
        if (options.FlameChart)
        {
            return FlameChartTree.Create(
                profile, names, trimmer, sample => Weight(sample, columns, options), cancellation);
        }

        ReadOnlySpan<int> types = columns.Before < 0 ? [columns.After] : [columns.After, columns.Before];
        bool isReversed = options.Reverse && options.Base.Count == 0;
        CallTree tree = CallTree.Create(profile, names, types, isReversed, cancellation);
        return new MergedTree(
            options.Base.Count == 0 ? tree : trimmer.Trim(tree), options.Elided && columns.Before >= 0);
    }

    /// <summary>Returns the name of a node in UTF-8; empty for the root.</summary>
    public ReadOnlySpan<byte> Name(int node) => names[NameNumber(node)];

    /// <summary>Returns the parent of a node, its caller; the root is its own parent.</summary>
    public abstract int Parent(int node);

    /// <summary>Returns the flat weight of a node: the sum of the samples whose leaf it is.</summary>
    public abstract FrameWeight Self(int node);

    /// <summary>Returns the cumulative weight of a node: the sum of its own samples and those of its callees.</summary>
    public abstract FrameWeight Total(int node);

    /// <summary>Returns the width of <see cref="Total"/>.</summary>
    public abstract Int128 Width(int node);

    /// <summary>
    /// Returns the left edge of a node if the order of the samples determines it; null if siblings are sorted by name.
    /// </summary>
    public virtual Int128? Start(int node) => null;

    /// <summary>Returns the number of a node's name in <see cref="FrameNames"/>.</summary>
    protected abstract int NameNumber(int node);

    private static FrameWeight Weight(Sample sample, FlameGraphColumns columns, FlameGraphOptions options) =>
        columns.Before < 0
            ? FrameWeight.From(sample[columns.After])
            : FrameWeight.From(sample[columns.Before], sample[columns.After], options.Elided);
}
