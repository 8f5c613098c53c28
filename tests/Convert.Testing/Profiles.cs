using Refold.Formats.Text;

namespace Refold.Testing;

/// <summary>Profiles for tests.</summary>
public static class Profiles
{
    /// <summary>The profile that a canonical text says.</summary>
    public static Profile Parse(string text) => new TextProfileReader().Read(text);

    /// <summary>The samples whose values are all above zero, with the rows that they use.</summary>
    public static Profile OfPositiveSamples(Profile profile)
    {
        var rows = new RowCopy(profile);
        foreach (Sample sample in profile.Samples)
        {
            long[] values = [.. Enumerable.Range(0, profile.SampleTypes.Count).Select(type => sample[type])];
            if (values.Min() > 0)
            {
                rows.AddSample(sample, int.MaxValue, value: null);
            }
        }

        return rows.Build();
    }
}
