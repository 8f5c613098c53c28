using System.CommandLine;
using System.CommandLine.Completions;

namespace Refold.Cli;

/// <summary>The arguments and options of a conversion, and what a command line says for them.</summary>
internal sealed class ConvertSymbols
{
    private readonly Argument<string[]> _inputs = new("IN")
    {
        Description = "Files to read, - for standard input; several are merged",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string> _output = new("--output", "-o")
    {
        Description = "File to write, - for standard output; its ending names the format",
        HelpName = "OUT",
    };

    private readonly Option<string> _from = new("--from")
    {
        Description = "Format of the inputs, instead of finding out",
        HelpName = "FORMAT",
    };

    private readonly Option<string> _to = new("--to")
    {
        Description = "Format to write, instead of going by the ending of OUT",
        HelpName = "FORMAT",
    };

    private readonly Option<string[]> _settings = new("--set")
    {
        Description = "Option of a format: see 'refold formats NAME'; may be given several times",
        HelpName = "NAME=VALUE",
    };

    private readonly Option<string> _sampleType = new("--sample-type")
    {
        Description = "Keep only this sample type: see 'refold info'",
        HelpName = "NAME",
    };

    private readonly Option<bool> _strict = new("--strict")
    {
        Description = "Take warnings and losses for errors, and write nothing then",
    };

    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "Show no warnings and no progress" };

    /// <summary>Makes the symbols.</summary>
    public ConvertSymbols()
    {
        _from.CompletionSources.Add(_ => Formats(f => f.CanRead));
        _to.CompletionSources.Add(_ => Formats(f => f.CanWrite));
        _settings.CompletionSources.Add(_ => Settings());
    }

    /// <summary>Makes a command take them.</summary>
    public void AddTo(Command command)
    {
        command.Add(_inputs);
        foreach (Option option in new Option[] { _output, _from, _to, _settings, _sampleType, _strict, _quiet })
        {
            command.Add(option);
        }
    }

    /// <summary>What a command line asks for.</summary>
    /// <exception cref="UsageException">It asks for nothing, or says not where to.</exception>
    public ConvertRequest RequestOf(ParseResult line)
    {
        string[] inputs = InputPaths.Check(line.GetValue(_inputs));
        string? output = line.GetValue(_output);
        string? to = line.GetValue(_to);
        if (output is null && to is null)
        {
            throw new UsageException("expected -o FILE or --to FORMAT");
        }

        return new ConvertRequest
        {
            Inputs = inputs,
            Output = output ?? OutputTarget.StandardOutput,
            From = line.GetValue(_from),
            To = to,
            Settings = line.GetValue(_settings) ?? [],
            SampleType = line.GetValue(_sampleType),
            Strict = line.GetValue(_strict),
        };
    }

    /// <summary>True if nobody wants to see warnings.</summary>
    public bool IsQuiet(ParseResult line) => line.GetValue(_quiet);

    private static IEnumerable<CompletionItem> Formats(Func<ProfileFormat, bool> isIn) =>
        Refold.Formats.BuiltInFormats.All.Formats.Where(isIn).Select(f => new CompletionItem(f.Name, detail: f.Title));

    private static IEnumerable<CompletionItem> Settings() =>
        from format in Refold.Formats.BuiltInFormats.All.Formats
        from option in format.Options
        select new CompletionItem($"{format.Name}.{option.Name}=", detail: option.Help);
}
