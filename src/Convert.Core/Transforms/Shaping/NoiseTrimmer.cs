using System.Text.RegularExpressions;
using Refold.Formats;

namespace Refold;

/// <summary>Removes the frames and parts of names that a language runtime adds to stacks.</summary>
/// <remarks>
/// Removed are the frames that start each thread, calls by reflection or asynchronous state machines, and parts of
/// names that differ between runs of the program.
/// <code>
/// go       runtime.goexit;runtime.main;main.main;main.work[go.shape.int]     ─►   main.main;main.work[...]
/// java     java.lang.Thread.run;App.serve;App$$Lambda$14/0x7f.apply          ─►   App.serve;App$$Lambda.apply
/// dotnet   System.Threading.Thread.StartCallback;App+&lt;Run&gt;d__3.MoveNext     ─►   App.Run
/// </code>
/// </remarks>
public sealed class NoiseTrimmer : IProfileTransform
{
    private readonly IReadOnlyList<RuntimeNoise> _noise;

    /// <summary>Creates a transform that removes the noise of some runtimes.</summary>
    /// <param name="runtimes">Names from <see cref="Runtimes"/>.</param>
    /// <exception cref="ArgumentException">A name is unknown.</exception>
    public NoiseTrimmer(IEnumerable<string> runtimes)
    {
        ArgumentNullException.ThrowIfNull(runtimes);
        _noise =
        [
            .. runtimes.Select(name => RuntimeNoise.All.FirstOrDefault(n => n.Name == name)
                ?? throw new ArgumentException($"expected {string.Join(", ", Runtimes)}", nameof(runtimes))),
        ];
    }

    /// <summary>The names of the known runtimes: <c>go</c>, <c>java</c>, <c>dotnet</c>.</summary>
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
