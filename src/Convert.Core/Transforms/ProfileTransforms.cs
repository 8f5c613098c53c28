using Refold.Formats;

namespace Refold;

/// <summary>Shorter ways to apply transforms.</summary>
public static class ProfileTransforms
{
    /// <summary>Makes the new profile, with the default limits; warnings are discarded.</summary>
    /// <param name="transform">The transform.</param>
    /// <param name="profile">The source.</param>
    /// <exception cref="ProfileFormatException">The result would exceed the limits.</exception>
    public static Profile Apply(this IProfileTransform transform, Profile profile)
    {
        ArgumentNullException.ThrowIfNull(transform);
        return transform.Apply(profile, new ConversionContext());
    }
}
