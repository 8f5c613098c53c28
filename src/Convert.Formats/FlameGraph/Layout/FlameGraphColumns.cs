namespace Refold.Formats.FlameGraph;

/// <summary>The indexes of the sample types that a graph shows.</summary>
/// <param name="After">The sample type that gives the widths.</param>
/// <param name="Before">The sample type that it is compared with; -1 for none.</param>
internal readonly record struct FlameGraphColumns(int After, int Before)
{
    /// <summary>Chooses the default sample type of a profile.</summary>
    /// <remarks>
    /// If it is named <c>after</c>, as in folded stacks with two counts per line, it is compared with the sample type
    /// named <c>before</c>.
    /// </remarks>
    public static FlameGraphColumns Create(Profile profile, FlameGraphOptions options)
    {
        int after = profile.DefaultSampleType;
        int before = -1;
        SampleType type = profile.SampleTypes[after];
        if (type.Name == ProfileComparer.After && options.Difference != FlameGraphDifference.None)
        {
            before = profile.SampleTypes.ToList().IndexOf(type with { Name = ProfileComparer.Before });
        }

        return new FlameGraphColumns(after, before);
    }
}
