namespace Refold.Formats.FlameGraph;

/// <summary>The indexes of the sample types that a graph shows.</summary>
/// <param name="After">The sample type that gives the widths.</param>
/// <param name="Before">The sample type that it is compared with; -1 for none.</param>
internal readonly record struct FlameGraphColumns(int After, int Before)
{
    /// <summary>Chooses the default sample type of a profile.</summary>
    /// <remarks>
    /// In a comparison (<see cref="ProfileComparer"/>, folded stacks with two counts per line) also the one before.
    /// </remarks>
    public static FlameGraphColumns Create(Profile profile, FlameGraphOptions options)
    {
        bool compares = options.Difference != FlameGraphDifference.None;
        return new FlameGraphColumns(profile.DefaultSampleType, compares ? ProfileComparer.FindBefore(profile) : -1);
    }
}
