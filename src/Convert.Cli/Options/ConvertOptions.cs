using System.CommandLine;

namespace Refold.Cli;

/// <summary>The arguments and options of a conversion, and what a command line says for them.</summary>
internal sealed class ConvertOptions
{
    private readonly OutputOptions _output = new();
    private readonly InputOptions _inputs = new("Files to read, - for standard input; several are merged");
    private readonly PipelineOptions _work = new();

    private readonly Option<bool> _dryRun = new("--dry-run")
    {
        Description = "Write nothing; say what would be written, and what would be lost",
        Arity = ArgumentArity.Zero,
    };

    /// <summary>Makes a command take them.</summary>
    public void AddTo(Command command)
    {
        _output.AddTo(command);
        _inputs.AddTo(command);
        _work.AddTo(command);
        command.Add(_dryRun);
    }

    /// <summary>What a command line asks for.</summary>
    /// <exception cref="UsageException">It asks for nothing, or says not where to.</exception>
    public ConvertRequest RequestOf(ParseResult line)
    {
        string[] inputs = _inputs.Paths(line);
        string? output = _output.Output(line);
        string? to = _output.To(line);
        if (output is null && to is null)
        {
            throw new UsageException(
                inputs.FirstOrDefault(i => i != OutputTarget.StandardOutput && !Path.Exists(i)) is { } unknown
                    ? $"{MessageText.Quote(unknown)} is neither a file nor a command"
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
        return _work.AddTo(request, line);
    }

    /// <summary>Where warnings go; null if nobody wants to see any.</summary>
    public TextWriter? Warnings(ParseResult line) => _inputs.Warnings(line);
}
