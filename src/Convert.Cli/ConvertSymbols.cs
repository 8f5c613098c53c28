using System.CommandLine;

namespace Refold.Cli;

/// <summary>The arguments and options of a conversion, and what a command line says for them.</summary>
internal sealed class ConvertSymbols
{
    private readonly InputSymbols _inputs = new("Files to read, - for standard input; several are merged");

    private readonly Option<string> _output = new("--output", "-o")
    {
        Description = "File to write, - for standard output; its ending names the format",
        HelpName = "OUT",
    };

    private readonly Option<string> _to = new("--to")
    {
        Description = "Format to write, instead of going by the ending of OUT",
        HelpName = "FORMAT",
    };

    private readonly Option<string> _sampleType = new("--sample-type")
    {
        Description = "Keep only this sample type: see 'refold info'",
        HelpName = "NAME",
    };

    private readonly BaseSymbols _base = new();
    private readonly ShapeSymbols _shape = new();

    private readonly Option<bool> _strict = new("--strict")
    {
        Description = "Take warnings and losses for errors, and write nothing then",
        Arity = ArgumentArity.Zero,
    };

    private readonly Option<bool> _dryRun = new("--dry-run")
    {
        Description = "Write nothing; say what would be written, and what would be lost",
        Arity = ArgumentArity.Zero,
    };

    /// <summary>Makes the symbols.</summary>
    public ConvertSymbols() => _to.CompletionSources.Add(_ => InputSymbols.Formats(f => f.CanWrite));

    /// <summary>Makes a command take them.</summary>
    public void AddTo(Command command)
    {
        command.Add(_output);
        command.Add(_to);
        _inputs.AddTo(command);
        command.Add(_sampleType);
        _base.AddTo(command);
        _shape.AddTo(command);
        command.Add(_strict);
        command.Add(_dryRun);
    }

    /// <summary>What a command line asks for.</summary>
    /// <exception cref="UsageException">It asks for nothing, or says not where to.</exception>
    public ConvertRequest RequestOf(ParseResult line)
    {
        string[] inputs = _inputs.Paths(line);
        string? output = line.GetValue(_output);
        string? to = line.GetValue(_to);
        if (output is null && to is null)
        {
            throw new UsageException(
                inputs.FirstOrDefault(i => i != OutputTarget.StandardOutput && !Path.Exists(i)) is { } unknown
                    ? $"{Found.Quote(unknown)} is neither a file nor a command"
                    : "expected -o FILE or --to FORMAT");
        }

        return new ConvertRequest
        {
            Inputs = inputs,
            Output = output ?? OutputTarget.StandardOutput,
            From = _inputs.From(line),
            To = to,
            Profile = _inputs.Profile(line),
            Settings = _inputs.Settings(line),
            SampleType = line.GetValue(_sampleType),
            Base = _base.RequestOf(line),
            Steps = _shape.StepsOf(line),
            Strict = line.GetValue(_strict),
            DryRun = line.GetValue(_dryRun),
        };
    }

    /// <summary>Where warnings go; null if nobody wants to see any.</summary>
    public TextWriter? Warnings(ParseResult line) => _inputs.Warnings(line);
}
