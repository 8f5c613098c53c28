using System.CommandLine;

namespace Refold.Cli;

/// <summary>The arguments and options of a conversion.</summary>
internal sealed class ConvertOptions
{
    private readonly OutputOptions _output = new();
    private readonly InputOptions _inputs = new(
        "Files (several are merged), - for standard input, @LIST of paths, ARCHIVE!ENTRY");
    private readonly PipelineOptions _pipeline = new();

    private readonly Option<bool> _dryRun = new("--dry-run")
    {
        Description = "Write nothing; report what would be written and lost",
        Arity = ArgumentArity.Zero,
    };

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        _output.AddTo(command);
        _inputs.AddTo(command);
        _pipeline.AddTo(command);
        command.Add(_dryRun);
    }

    /// <summary>The request of a command line.</summary>
    /// <exception cref="UsageException">The command line names no input or no output.</exception>
    public ConvertRequest RequestOf(ParseResult line)
    {
        string[] inputs = _inputs.Paths(line);
        string? output = _output.Output(line);
        string? to = _output.To(line);
        if (output is null && to is null)
        {
            throw new UsageException(
                inputs.FirstOrDefault(i => i != OutputTarget.StandardOutput && !Path.Exists(i)) is { } unknown
                    ? $"{MessageText.Quote(unknown)} is neither a command nor an existing file"
                        + Suggestion.For(unknown, line.RootCommandResult.Command.Subcommands.Select(c => c.Name))
                    : "expected -o FILE or --to FORMAT");
        }

        var request = new ConvertRequest
        {
            Inputs = inputs,
            Output = output ?? OutputTarget.StandardOutput,
            From = _inputs.From(line),
            To = to,
            Profile = _inputs.Profile(line),
            Settings = _inputs.Settings(line),
            DryRun = line.GetValue(_dryRun),
        };
        return _pipeline.AddTo(request, line);
    }

    /// <summary>The writer for warnings; null with <c>--quiet</c>.</summary>
    public TextWriter? Warnings(ParseResult line) => _inputs.Warnings(line);
}
