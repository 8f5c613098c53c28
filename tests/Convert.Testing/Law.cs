using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace Refold.Testing;

/// <summary>Properties of all profiles of a shape, tried on many; a failure shows the smallest profile found.</summary>
public static class Law
{
    private const int UsualTests = 100;
    private const int NightlyFactor = 50;

    /// <summary>True if there is time for much more than usual: REFOLD_NIGHTLY=1.</summary>
    public static bool IsNightly { get; } = Environment.GetEnvironmentVariable("REFOLD_NIGHTLY") == "1";

    /// <summary>How many times to try something that is usually tried so often.</summary>
    public static int Times(int usual) => IsNightly ? usual * NightlyFactor : usual;

    /// <summary>Fails if what is said of all profiles of a shape fails for one.</summary>
    public static void ForAll(ProfileShape shape, Action<Profile> said) => ForAll(shape, said, UsualTests);

    /// <summary>Fails if what is said of all profiles of a shape fails for one.</summary>
    /// <param name="shape">What the profiles may hold.</param>
    /// <param name="said">What is said of them; throws if it is not so.</param>
    /// <param name="usualTests">How many profiles to try.</param>
    public static void ForAll(ProfileShape shape, Action<Profile> said, int usualTests)
    {
        Check.One(Config(usualTests), Prop.ForAll(ProfileGenerators.OfShape(shape), profile => Try(said, profile)));
    }

    /// <summary>How FsCheck tries a law: with the seed of <see cref="Seeds"/>, more often in a nightly run.</summary>
    /// <param name="usualTests">How often to try it otherwise.</param>
    public static Config Config(int usualTests) =>
        FsCheck.Config.QuickThrowOnFailure
            .WithMaxTest(Times(usualTests))
            .WithQuietOnSuccess(true)
            .WithReplay(Seeds.Start.Seed, Seeds.Start.Gamma);

    private static void Try(Action<Profile> said, Profile profile)
    {
        try
        {
            said(profile);
        }
        catch (Exception broken)
        {
            string message = string.Create(
                CultureInfo.InvariantCulture, $"{broken.GetType().Name}: {broken.Message}");
            throw new DifferenceException(
                $"{message}\n({Seeds.Advice})\n\nfor the profile\n\n{ProfileAssert.Text(profile)}", broken);
        }
    }
}
