using System.CommandLine;
using Refold.Formats;

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

    private readonly Option<string[]> _compare = new("--compare")
    {
        Description = "Compare with this profile: a differential flame graph, or folded stacks with two counts",
        HelpName = "FILE",
    };

    private readonly Option<bool> _normalize = new("--normalize")
    {
        Description = "Compare shares, not totals: scale to the same total first",
        Arity = ArgumentArity.Zero,
    };

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_base);
        command.Add(_diffBase);
        command.Add(_compare);
        command.Add(_normalize);
    }

    /// <summary>The base of a command line; null if none is given.</summary>
    /// <exception cref="UsageException">The options contradict each other.</exception>
    public BaseRequest? RequestOf(ParseResult line)
    {
        (Option<string[]> Option, Func<Profile, Profile, ConversionContext, Profile> Combine)[] ways =
        [
            (_base, new ProfileDiffer { Normalizes = line.GetValue(_normalize) }.Subtract),
            (_diffBase, new ProfileDiffer { MarksBase = true, Normalizes = line.GetValue(_normalize) }.Subtract),
            (_compare, new ProfileComparer { Normalizes = line.GetValue(_normalize) }.Compare),
        ];
        var given = ways.Where(way => line.GetValue(way.Option) is { Length: > 0 }).ToList();
        if (given.Count > 1)
        {
            throw new UsageException($"{given[0].Option.Name} and {given[1].Option.Name} cannot be combined");
        }

        if (given.Count == 0)
        {
            return line.GetValue(_normalize)
                ? throw new UsageException("--normalize needs --compare, --base or --diff-base")
                : null;
        }

        string[] paths = line.GetValue(given[0].Option)!;
        return paths.Contains("")
            ? throw new UsageException($"{given[0].Option.Name}: the path is empty")
            : new BaseRequest(paths, given[0].Combine, UsesOneType: given[0].Option == _compare);
    }
}
