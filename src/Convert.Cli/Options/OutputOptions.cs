using System.CommandLine;

namespace Refold.Cli;

/// <summary>The options for the output and its format.</summary>
internal sealed class OutputOptions
{
    private readonly Option<string> _output = new("--output", "-o")
    {
        Description = "File to write, - for standard output; its ending selects the format",
        HelpName = "OUT",
    };

    private readonly Option<string> _to = new("--to")
    {
        Description = "Format to write (default: by the ending of OUT)",
        HelpName = "FORMAT",
    };

    /// <summary>Creates the options.</summary>
    public OutputOptions() => _to.CompletionSources.Add(_ => InputOptions.Formats(f => f.CanWrite));

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_output);
        command.Add(_to);
    }

    /// <summary>The path of the output; null if none is given.</summary>
    /// <exception cref="UsageException">The path is empty.</exception>
    public string? Output(ParseResult line) => line.GetValue(_output) is ""
        ? throw new UsageException("--output: the path is empty")
        : line.GetValue(_output);

    /// <summary>The name of its format; null to choose by the ending of the path.</summary>
    public string? To(ParseResult line) => line.GetValue(_to);
}
