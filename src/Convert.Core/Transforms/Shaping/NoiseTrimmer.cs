using System.Text.RegularExpressions;
using Refold.Formats;

namespace Refold;

/// <summary>
/// Takes away what a runtime adds to stacks: frames at the root that all stacks have, calls by reflection and of
/// asynchronous machinery, and parts of names that differ from run to run.
/// </summary>
public sealed class NoiseTrimmer : IProfileTransform
{
    private readonly IReadOnlyList<RuntimeNoise> _noise;

    /// <summary>Trims the noise of some runtimes.</summary>
    /// <param name="runtimes">Their names, of <see cref="Runtimes"/>.</param>
    /// <exception cref="ArgumentException">A name is not known.</exception>
    public NoiseTrimmer(IEnumerable<string> runtimes)
    {
        ArgumentNullException.ThrowIfNull(runtimes);
        _noise =
        [
            .. runtimes.Select(name => RuntimeNoise.All.FirstOrDefault(n => n.Name == name)
                ?? throw new ArgumentException($"expected {string.Join(", ", Runtimes)}", nameof(runtimes))),
        ];
    }

    /// <summary>The runtimes whose noise is known.</summary>
    public static IEnumerable<string> Runtimes => RuntimeNoise.All.Select(n => n.Name);

    /// <inheritdoc/>
    public ReadRequest Request { get; } = new() { Facts = ProfileFacts.Stacks | ProfileFacts.Inlining, LabelKeys = [] };

    /// <inheritdoc/>
    public Profile Apply(Profile profile, ConversionContext context)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(context);
        Profile trimmed = profile;
        foreach (RuntimeNoise noise in _noise)
        {
            trimmed = new NoiseFilter(noise).Apply(trimmed, context);
            trimmed = new FunctionRenamer(Renaming(noise)).Apply(trimmed, context);
        }

        return trimmed;
    }

    private static Func<string, string> Renaming(RuntimeNoise noise)
    {
        (Regex Pattern, string Replacement)[] renames =
        [
            .. noise.Renames.Select(r => (new Regex(
                r.Pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking), r.Replacement)),
        ];
        return name => renames.Aggregate(name, (text, rename) => rename.Pattern.Replace(text, rename.Replacement));
    }
}
