using FsCheck;
using FsCheck.Fluent;

namespace Refold.Testing;

/// <summary>Arbitrary profiles for FsCheck, which shrink to small ones.</summary>
public static class ProfileGenerators
{
    /// <summary>Any profile: the generator that properties use when they say nothing else.</summary>
    public static Arbitrary<Profile> Any() => OfShape(ProfileShape.Any);

    /// <summary>Profiles of a shape.</summary>
    public static Arbitrary<Profile> OfShape(ProfileShape shape)
    {
        Gen<Profile> profiles = Gen.Sized(size =>
            Gen.Choose(0, int.MaxValue - 1).Select(seed => RandomProfile.Of(seed, size, shape)));
        return Arb.From(profiles, ProfileShrinker.Shrink);
    }
}
