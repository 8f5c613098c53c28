using System.CommandLine;

namespace Refold.Cli;

/// <summary>The options of every command that writes a profile: where to, and in which format.</summary>
internal sealed class OutputOptions
{
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

    /// <summary>Makes the symbols.</summary>
    public OutputOptions() => _to.CompletionSources.Add(_ => InputOptions.Formats(f => f.CanWrite));

    /// <summary>Makes a command take them.</summary>
    public void AddTo(Command command)
    {
        command.Add(_output);
        command.Add(_to);
    }

    /// <summary>The path of the output; null if none is given.</summary>
    /// <exception cref="UsageException">It is empty.</exception>
    public string? Output(ParseResult line) => line.GetValue(_output) is ""
        ? throw new UsageException("--output: expected the path of a file, found an empty one")
        : line.GetValue(_output);

    /// <summary>The name of its format; null to go by the ending.</summary>
    public string? To(ParseResult line) => line.GetValue(_to);
}
