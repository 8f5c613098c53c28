namespace Refold.Formats.FlameGraph;

/// <summary>Which sample types a graph shows, each as its column from 0.</summary>
/// <param name="After">The one that is shown.</param>
/// <param name="Before">The one it is compared with; -1 if with none.</param>
internal readonly record struct FlameGraphColumns(int After, int Before)
{
    /// <summary>The columns of a profile.</summary>
    public static FlameGraphColumns Of(Profile profile, FlameGraphOptions options) =>
        new(profile.DefaultSampleType, -1);
}
