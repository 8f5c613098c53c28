using System.CommandLine;

namespace Refold.Cli;

/// <summary>The options between reading and writing: sample type, base, filters, strictness.</summary>
internal sealed class PipelineOptions
{
    private readonly Option<string> _sampleType = new("--sample-type")
    {
        Description = "Keep only this sample type, by name or index: see 'refold info'",
        HelpName = "NAME",
    };

    private readonly DiffOptions _base = new();
    private readonly FilterOptions _shape = new();

    private readonly Option<bool> _strict = new("--strict")
    {
        Description = "Treat warnings and losses as errors, and write nothing",
        Arity = ArgumentArity.Zero,
    };

    private readonly Option<bool> _verbose = new("--verbose", "-v")
    {
        Description = "Also report the facts that the output format cannot keep",
        Arity = ArgumentArity.Zero,
    };

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_sampleType);
        _base.AddTo(command);
        _shape.AddTo(command);
        command.Add(_strict);
        command.Add(_verbose);
    }

    /// <summary>A copy of the request with the values of a command line.</summary>
    /// <exception cref="UsageException">The options contradict each other.</exception>
    public ConvertRequest AddTo(ConvertRequest request, ParseResult line) => request with
    {
        SampleType = line.GetValue(_sampleType),
        Base = _base.RequestOf(line),
        Steps = _shape.StepsOf(line),
        ShowsLines = _shape.ShowsLines(line),
        Strict = line.GetValue(_strict),
        Verbose = line.GetValue(_verbose),
    };
}
