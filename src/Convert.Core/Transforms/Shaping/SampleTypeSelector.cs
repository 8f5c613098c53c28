using Refold.Formats;

namespace Refold;

/// <summary>Keeps one sample type of a profile.</summary>
/// <remarks>The new profile shares all rows with its source, so the transform costs nothing.</remarks>
/// <param name="type">The index of the sample type, from 0.</param>
public sealed class SampleTypeSelector(int type) : IProfileTransform
{
    /// <inheritdoc/>
    public ReadRequest Request { get; } = new() { Facts = ProfileFacts.SampleTypes, LabelKeys = [] };

    /// <summary>Finds a sample type by its name.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="name">The name, or <c>name/unit</c> to choose among equal names; the first match is used.</param>
    /// <returns>The index of the sample type, from 0; -1 if there is none.</returns>
    public static int Find(Profile profile, string name)
    {
        ArgumentNullException.ThrowIfNull(profile);
        SampleType[] types = [.. profile.SampleTypes];
        int byName = Array.FindIndex(types, t => t.Name == name);
        return byName >= 0 ? byName : Array.FindIndex(types, t => t.ToString() == name);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The profile has no such sample type.</exception>
    public Profile Apply(Profile profile, ConversionContext context)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentOutOfRangeException.ThrowIfNegative(type);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(type, profile.SampleTypes.Count);
        return profile.SampleTypes.Count == 1 ? profile : profile.WithSampleType(type);
    }
}
