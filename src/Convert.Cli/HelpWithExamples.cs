using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Globalization;

namespace Refold.Cli;

/// <summary>The usual help, and below it what people want to do.</summary>
internal sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
{
    private const string Examples = """
        Examples:
          perf script | refold - -o cpu.pb.gz           a profile for go tool pprof
          refold cpu.pb.gz -o flame.svg                 a flame graph to open in a browser
          refold heap.pb.gz --sample-type inuse_space --to folded
          refold a.pb.gz b.pb.gz -o both.pb.gz          several as one
          refold info cpu.pb.gz                         what is in a file
          refold formats flamegraph                     what a format can do

        Exit codes: 0 done, 1 bad input or I/O, 2 wrong usage, 130 interrupted.

        """;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        InvocationConfiguration configuration = parseResult.InvocationConfiguration;
        TextWriter output = configuration.Output;
        configuration.Output = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        int code = help.Invoke(parseResult);
        Command command = parseResult.CommandResult.Command;
        string text = configuration.Output.ToString()!;
        configuration.Output = output;

        // The library shows the arguments of the root before the name of a command.
        output.Write(text.Replace($"refold [<IN>...] {command.Name}", $"refold {command.Name}", StringComparison.Ordinal));
        output.Write(command is RootCommand ? Examples : "");
        return code;
    }
}
