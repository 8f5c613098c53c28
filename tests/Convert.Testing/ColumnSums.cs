namespace Refold.Testing;

/// <summary>What the values of a profile come to; wide enough for any profile.</summary>
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
