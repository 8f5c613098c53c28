using System.CommandLine;

namespace Refold.Cli;

/// <summary>The options of every command that makes a profile of another, for what happens between.</summary>
internal sealed class PipelineOptions
{
    private readonly Option<string> _sampleType = new("--sample-type")
    {
        Description = "Keep only this sample type: see 'refold info'",
        HelpName = "NAME",
    };

    private readonly DiffOptions _base = new();
    private readonly FilterOptions _shape = new();

    private readonly Option<bool> _strict = new("--strict")
    {
        Description = "Take warnings and losses for errors, and write nothing then",
        Arity = ArgumentArity.Zero,
    };

    /// <summary>Makes a command take them.</summary>
    public void AddTo(Command command)
    {
        command.Add(_sampleType);
        _base.AddTo(command);
        _shape.AddTo(command);
        command.Add(_strict);
    }

    /// <summary>A request with what a command line says of these.</summary>
    /// <exception cref="UsageException">The options contradict each other.</exception>
    public ConvertRequest AddTo(ConvertRequest request, ParseResult line) => request with
    {
        SampleType = line.GetValue(_sampleType),
        Base = _base.RequestOf(line),
        Steps = _shape.StepsOf(line),
        Strict = line.GetValue(_strict),
    };
}
