namespace Refold.Formats.Callgrind;

/// <summary>The sample types of costs in a profile, and the sample type of counted calls.</summary>
/// <param name="Costs">The indexes of sample types that are costs.</param>
/// <param name="Calls">The index of the sample type that counts calls; −1 if there is none.</param>
/// <param name="IsCallGraph">Whether the profile was a call graph, so that its stacks of two frames are arcs.</param>
internal sealed record CallgrindColumns(int[] Costs, int Calls, bool IsCallGraph)
{
    /// <summary>Finds the columns of a profile.</summary>
    public static CallgrindColumns Create(Profile profile)
    {
        bool isCallGraph = profile.Info.Comments.Contains(CallgrindKeywords.CallGraph);
        int calls = -1;
        for (int i = 0; i < profile.SampleTypes.Count && isCallGraph; i++)
        {
            calls = profile.SampleTypes[i] == CallgrindKeywords.Calls ? i : calls;
        }

        int[] costs = [.. Enumerable.Range(0, profile.SampleTypes.Count).Where(i => i != calls)];
        return costs.Length == 0 ? new([calls], -1, isCallGraph) : new(costs, calls, isCallGraph);
    }

    /// <summary>The sums of the costs of all samples.</summary>
    public Int128[] Totals(Profile profile) => [.. Costs.Select(profile.Samples.Sum)];
}
