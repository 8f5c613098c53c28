namespace Refold;

/// <summary>Keeps one sample type of a profile and drops the others.</summary>
public static class SampleTypeSelector
{
    /// <summary>A profile with this sample type only; it shares all else with the one given, so it costs nothing.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="type">The column, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column.</exception>
    public static Profile Select(Profile profile, int type)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentOutOfRangeException.ThrowIfNegative(type);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(type, profile.SampleTypes.Count);
        return profile.SampleTypes.Count == 1 ? profile : profile.WithSampleType(type);
    }

    /// <summary>The column of a sample type, from 0; -1 if there is none.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="name">Its name, or <c>name/unit</c> where several have one name; of equal ones, the first counts.</param>
    public static int Find(Profile profile, string name)
    {
        ArgumentNullException.ThrowIfNull(profile);
        SampleType[] types = [.. profile.SampleTypes];
        int byName = Array.FindIndex(types, t => t.Name == name);
        return byName >= 0 ? byName : Array.FindIndex(types, t => t.ToString() == name);
    }
}
