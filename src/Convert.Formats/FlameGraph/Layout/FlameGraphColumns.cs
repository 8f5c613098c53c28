namespace Refold.Formats.FlameGraph;

/// <summary>Which sample types a graph shows, each as its column from 0.</summary>
/// <param name="After">The one that is shown.</param>
/// <param name="Before">The one it is compared with; -1 if with none.</param>
internal readonly record struct FlameGraphColumns(int After, int Before)
{
    /// <summary>
    /// The columns of a profile: the one that is meant when none is chosen. If that is called <c>after</c>, as in a
    /// folded file of two columns, it is compared with the one called <c>before</c>.
    /// </summary>
    public static FlameGraphColumns Create(Profile profile, FlameGraphOptions options)
    {
        int after = profile.DefaultSampleType;
        int before = -1;
        SampleType type = profile.SampleTypes[after];
        if (type.Name == "after" && options.Difference != FlameGraphDifference.None)
        {
            before = profile.SampleTypes.ToList().IndexOf(type with { Name = "before" });
        }

        return new FlameGraphColumns(after, before);
    }
}
