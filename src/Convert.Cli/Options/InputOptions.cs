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
        Description = "Format of the inputs (default: detected from the content)",
        HelpName = "FORMAT",
    };

    private readonly Option<string> _profile = new("--profile")
    {
        Description = "Which profiles to read from inputs with several, see 'refold formats NAME'",
        HelpName = "NAME[,NAME]",
    };

    private readonly FormatSettingOptions _settings = new();

    /// <summary>Creates the options.</summary>
    /// <param name="help">The description of the inputs.</param>
    public InputOptions(string help)
    {
        _paths = new Argument<string[]>("IN") { Description = help, Arity = ArgumentArity.ZeroOrMore };
        _from.CompletionSources.Add(_ => Formats(f => f.CanRead));
    }

    /// <summary>The names of formats, for completion.</summary>
    public static IEnumerable<CompletionItem> Formats(Func<ProfileFormat, bool> isIn) =>
        Refold.Formats.BuiltInFormats.All.Formats.Where(isIn).Select(f => new CompletionItem(f.Name, detail: f.Title));

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_paths);
        command.Add(_from);
        command.Add(_profile);
        _settings.AddTo(command);
    }

    /// <summary>The paths of the inputs.</summary>
    /// <exception cref="UsageException">
    /// There is no input, an option is misspelled, or standard input is given twice.
    /// </exception>
    public string[] Paths(ParseResult line)
    {
        if (line.GetValue(_paths) is not { Length: > 0 } paths)
        {
            throw new UsageException("no input: expected a file, or - for standard input");
        }

        int sure = line.Tokens.SkipWhile(t => t.Type != TokenType.DoubleDash).Count(t => t.Type == TokenType.Argument);
        if (paths.SkipLast(sure).FirstOrDefault(p => p.Length > 1 && p[0] == '-') is { } unknown)
        {
            string hint = Suggestion.For(unknown, UsageErrors.OptionsOf(line));
            string other = hint.Length > 0 ? hint : $"; a file of this name is given as ./{unknown}";
            throw new UsageException($"unknown option {unknown}{other}");
        }

        string[] all = InputLists.Expand(paths);
        if (all.Contains(""))
        {
            throw new UsageException("the path of an input is empty");
        }

        if (all.Contains(InputOpener.StandardInput))
        {
            StandardStreams.CheckInput();
        }

        int readings = all.Count(p => p == InputOpener.StandardInput) + paths.Count(p => p == ReadList);
        return readings <= 1
            ? all
            : throw new UsageException("standard input (-) can be read only once");
    }

    /// <summary>The name of the inputs' format; null to detect it from the content.</summary>
    public string? From(ParseResult line) => line.GetValue(_from);

    /// <summary>The profiles to read from inputs with several; null for the default of their format.</summary>
    public string? Profile(ParseResult line) => line.GetValue(_profile);

    /// <summary>Options of formats, as <c>name=value</c>.</summary>
    public IReadOnlyList<string> Settings(ParseResult line) => _settings.Settings(line);

    /// <summary>The writer for warnings; null with <c>--quiet</c>.</summary>
    public TextWriter? Warnings(ParseResult line) => _settings.Warnings(line);
}
