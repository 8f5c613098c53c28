using Refold.Aggregation;

namespace Refold.Formats.FlameGraph;

/// <summary>From the samples of a profile to the tree that is drawn.</summary>
internal static class FrameTrees
{
    /// <summary>The tree of all samples.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static FrameTree Create(
        Profile profile, FlameGraphOptions options, FlameGraphColumns columns, CancellationToken cancellation)
    {
        var names = new FrameNames(profile, options.Names);
        var cut = new FrameCut(names, options.Base, options.Reverse);
        if (options.FlameChart)
        {
            return FlameChart.Create(profile, names, cut, sample => Measure(sample, columns, options), cancellation);
        }

        ReadOnlySpan<int> types = columns.Before < 0 ? [columns.After] : [columns.After, columns.Before];
        bool isReversed = options.Reverse && options.Base.Count == 0;
        CallTree tree = CallTree.Create(profile, names, types, isReversed, cancellation);
        return new MergedStacks(options.Base.Count == 0 ? tree : cut.Apply(tree), options.Elided && columns.Before >= 0);
    }

    private static FrameMeasure Measure(Sample sample, FlameGraphColumns columns, FlameGraphOptions options) =>
        columns.Before < 0
            ? FrameMeasure.From(sample[columns.After])
            : FrameMeasure.From(sample[columns.Before], sample[columns.After], options.Elided);
}
