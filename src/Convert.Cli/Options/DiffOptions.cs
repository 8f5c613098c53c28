using System.CommandLine;

namespace Refold.Cli;

/// <summary>The options that say what to compare with.</summary>
internal sealed class DiffOptions
{
    private readonly Option<string[]> _base = new("--base")
    {
        Description = "Subtract this profile",
        HelpName = "FILE",
    };

    private readonly Option<string[]> _diffBase = new("--diff-base")
    {
        Description = "Subtract this profile, and label its samples, so that percentages are of it",
        HelpName = "FILE",
    };

    private readonly Option<bool> _normalize = new("--normalize")
    {
        Description = "Scale the inputs to the totals of the base before",
        Arity = ArgumentArity.Zero,
    };

    /// <summary>Makes a command take them.</summary>
    public void AddTo(Command command)
    {
        command.Add(_base);
        command.Add(_diffBase);
        command.Add(_normalize);
    }

    /// <summary>What a command line compares with; null if nothing.</summary>
    /// <exception cref="UsageException">The options contradict each other.</exception>
    public BaseRequest? RequestOf(ParseResult line)
    {
        string[] bases = line.GetValue(_base) ?? [];
        string[] diffBases = line.GetValue(_diffBase) ?? [];
        if (bases.Concat(diffBases).Contains(""))
        {
            throw new UsageException("--base: expected the path of a file, found an empty one");
        }

        bool normalizes = line.GetValue(_normalize);
        return (bases.Length, diffBases.Length) switch
        {
            (0, 0) when normalizes => throw new UsageException("--normalize: expected --base or --diff-base with it"),
            (0, 0) => null,
            ( > 0, > 0) => throw new UsageException("expected --base or --diff-base, found both"),
            (0, _) => new BaseRequest(diffBases, new ProfileDiffer { MarksBase = true, Normalizes = normalizes }),
            _ => new BaseRequest(bases, new ProfileDiffer { Normalizes = normalizes }),
        };
    }
}
