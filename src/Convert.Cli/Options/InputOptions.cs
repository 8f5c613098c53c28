using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;
using Refold.Formats;
using Refold.Formats.Sources;

namespace Refold.Cli;

/// <summary>The arguments and options of every command that reads profiles.</summary>
internal sealed class InputOptions
{
    // A list of paths that is read from standard input.
    private const string ReadList = "@-";

    private readonly Argument<string[]> _paths;

    private readonly Option<string> _from = new("--from")
    {
        Description = "Format of the inputs, instead of finding out",
        HelpName = "FORMAT",
    };

    private readonly Option<string> _profile = new("--profile")
    {
        Description = "Which profiles to read of inputs that hold several: see 'refold formats NAME'",
        HelpName = "NAME[,NAME]",
    };

    private readonly FormatSettingOptions _settings = new();

    /// <summary>Makes the symbols.</summary>
    /// <param name="help">What the inputs are for.</param>
    public InputOptions(string help)
    {
        _paths = new Argument<string[]>("IN") { Description = help, Arity = ArgumentArity.ZeroOrMore };
        _from.CompletionSources.Add(_ => Formats(f => f.CanRead));
    }

    /// <summary>The names of formats, for completion.</summary>
    public static IEnumerable<CompletionItem> Formats(Func<ProfileFormat, bool> isIn) =>
        Refold.Formats.BuiltInFormats.All.Formats.Where(isIn).Select(f => new CompletionItem(f.Name, detail: f.Title));

    /// <summary>Makes a command take them.</summary>
    public void AddTo(Command command)
    {
        command.Add(_paths);
        command.Add(_from);
        command.Add(_profile);
        _settings.AddTo(command);
    }

    /// <summary>The paths of the inputs.</summary>
    /// <exception cref="UsageException">There is none, one is a misspelled option, or two are standard input.</exception>
    public string[] Paths(ParseResult line)
    {
        if (line.GetValue(_paths) is not { Length: > 0 } paths)
        {
            throw new UsageException("expected an input file, or - for standard input");
        }

        int sure = line.Tokens.SkipWhile(t => t.Type != TokenType.DoubleDash).Count(t => t.Type == TokenType.Argument);
        if (paths.SkipLast(sure).FirstOrDefault(p => p.Length > 1 && p[0] == '-') is { } unknown)
        {
            throw new UsageException($"unknown option {MessageText.Quote(unknown)}; a file of this name is './{unknown}'");
        }

        string[] all = InputLists.Expand(paths);
        if (all.Contains(""))
        {
            throw new UsageException("expected the path of a file, found an empty one");
        }

        if (all.Contains(InputOpener.StandardInput))
        {
            StandardStreams.CheckInput();
        }

        int readings = all.Count(p => p == InputOpener.StandardInput) + paths.Count(p => p == ReadList);
        return readings <= 1
            ? all
            : throw new UsageException("expected - once, since standard input can be read once");
    }

    /// <summary>The name of the inputs' format; null to find out.</summary>
    public string? From(ParseResult line) => line.GetValue(_from);

    /// <summary>Which profiles to read of inputs that hold several; null for what their format thinks best.</summary>
    public string? Profile(ParseResult line) => line.GetValue(_profile);

    /// <summary>Options of formats, as <c>name=value</c>.</summary>
    public IReadOnlyList<string> Settings(ParseResult line) => _settings.Settings(line);

    /// <summary>Where warnings go; null if nobody wants to see any.</summary>
    public TextWriter? Warnings(ParseResult line) => _settings.Warnings(line);
}
