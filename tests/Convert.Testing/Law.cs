using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace Refold.Testing;

/// <summary>Properties of all profiles of a shape, tried on many; a failure shows the smallest profile found.</summary>
public static class Law
{
    private const int UsualTests = 100;
    private const int NightlyFactor = 50;

    /// <summary>Whether this is a nightly run, with many more tests: REFOLD_NIGHTLY=1.</summary>
    public static bool IsNightly { get; } = Environment.GetEnvironmentVariable("REFOLD_NIGHTLY") == "1";

    /// <summary>The number of tests: the given number, or fifty times as many in a nightly run.</summary>
    public static int Times(int usual) => IsNightly ? usual * NightlyFactor : usual;

    /// <summary>Checks a law for generated profiles of a shape.</summary>
    public static void ForAll(ProfileShape shape, Action<Profile> said) => ForAll(shape, said, UsualTests);

    /// <summary>Checks a law for generated profiles of a shape.</summary>
    /// <param name="shape">The facts and names that the profiles may have.</param>
    /// <param name="said">The law; throws for a profile that violates it.</param>
    /// <param name="usualTests">The number of profiles to test.</param>
    public static void ForAll(ProfileShape shape, Action<Profile> said, int usualTests)
    {
        Check.One(Config(usualTests), Prop.ForAll(ProfileGenerators.OfShape(shape), profile => Try(said, profile)));
    }

    /// <summary>
    /// The configuration of FsCheck: the seed of <see cref="Seeds"/>, and more tests in a nightly run.
    /// </summary>
    /// <param name="usualTests">The number of tests in other runs.</param>
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
