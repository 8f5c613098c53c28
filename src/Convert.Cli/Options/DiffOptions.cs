using System.CommandLine;

namespace Refold.Cli;

/// <summary>The options of differences.</summary>
internal sealed class DiffOptions
{
    private readonly Option<string[]> _base = new("--base")
    {
        Description = "Subtract this profile (several are merged)",
        HelpName = "FILE",
    };

    private readonly Option<string[]> _diffBase = new("--diff-base")
    {
        Description = "Subtract this profile; percentages are of its total",
        HelpName = "FILE",
    };

    private readonly Option<bool> _normalize = new("--normalize")
    {
        Description = "Scale the inputs to the base profile's total first",
        Arity = ArgumentArity.Zero,
    };

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_base);
        command.Add(_diffBase);
        command.Add(_normalize);
    }

    /// <summary>The base of a command line; null if none is given.</summary>
    /// <exception cref="UsageException">The options contradict each other.</exception>
    public BaseRequest? RequestOf(ParseResult line)
    {
        string[] bases = line.GetValue(_base) ?? [];
        string[] diffBases = line.GetValue(_diffBase) ?? [];
        if (bases.Concat(diffBases).Contains(""))
        {
            throw new UsageException("--base: the path is empty");
        }

        bool normalizes = line.GetValue(_normalize);
        return (bases.Length, diffBases.Length) switch
        {
            (0, 0) when normalizes => throw new UsageException("--normalize needs --base or --diff-base"),
            (0, 0) => null,
            ( > 0, > 0) => throw new UsageException("--base and --diff-base cannot be combined"),
            (0, _) => new BaseRequest(diffBases, new ProfileDiffer { MarksBase = true, Normalizes = normalizes }),
            _ => new BaseRequest(bases, new ProfileDiffer { Normalizes = normalizes }),
        };
    }
}
