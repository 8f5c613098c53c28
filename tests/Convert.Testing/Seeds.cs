using System.Globalization;

namespace Refold.Testing;

/// <summary>The seeds of everything that tests choose at random.</summary>
/// <remarks>
/// They are fixed for <c>dotnet test</c>, and new for each run with <c>CI=true</c>. <c>REFOLD_SEED</c>
/// overrides both: a number, or the pair that FsCheck prints with a failure.
/// <code>
/// REFOLD_SEED=42
/// REFOLD_SEED=7305223904489340173,13728550317204169213
/// </code>
/// </remarks>
public static class Seeds
{
    /// <summary>The environment variable that sets the seed.</summary>
    public const string Variable = "REFOLD_SEED";

    private const ulong Fixed = 20_261_128;

    private static readonly string? Requested = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text
        ? text.Trim('(', ')')
        : null;

    /// <summary>Whether the seeds are the fixed ones.</summary>
    public static bool AreFixed { get; } = Requested is null && !Judges.IsContinuousIntegration;

    /// <summary>The seed and gamma with which FsCheck starts; gamma is odd.</summary>
    public static (ulong Seed, ulong Gamma) Start { get; } = Parse(Requested);

    /// <summary>The start as FsCheck's attributes and REFOLD_SEED take it: <c>seed,gamma</c>.</summary>
    public static string Replay { get; } = string.Create(CultureInfo.InvariantCulture, $"{Start.Seed},{Start.Gamma}");

    /// <summary>The text for the message of a failure, which says how to replay it.</summary>
    public static string Advice => $"{Variable}={Replay} replays this run";

    /// <summary>The seed of a generator of a test: the usual one unless seeds are requested or new.</summary>
    /// <param name="usual">The seed of this generator when seeds are fixed.</param>
    public static int Of(int usual) => AreFixed ? usual : usual ^ (int)(Start.Seed & int.MaxValue);

    private static (ulong Seed, ulong Gamma) Parse(string? text)
    {
        if (text is null)
        {
            ulong seed = AreFixed ? Fixed : (ulong)Random.Shared.NextInt64();
            return (seed, GammaOf(seed));
        }

        string[] parts = text.Split(',', StringSplitOptions.TrimEntries);
        ulong first = ulong.Parse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture);
        return parts.Length == 1
            ? (first, GammaOf(first))
            : (first, ulong.Parse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture) | 1);
    }

    // Any odd number works.
    private static ulong GammaOf(ulong seed) => (seed * 0x9E37_79B9_7F4A_7C15) | 1;
}
