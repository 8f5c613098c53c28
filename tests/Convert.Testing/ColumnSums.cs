namespace Refold.Testing;

/// <summary>The sums of the values of a profile, per sample type.</summary>
public static class ColumnSums
{
    /// <summary>One sum for each sample type.</summary>
    public static Int128[] Of(Profile profile)
    {
        var sums = new Int128[profile.SampleTypes.Count];
        foreach (Sample sample in profile.Samples)
        {
            for (int type = 0; type < sums.Length; type++)
            {
                sums[type] += sample[type];
            }
        }

        return sums;
    }
}
