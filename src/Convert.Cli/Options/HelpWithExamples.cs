using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Globalization;

namespace Refold.Cli;

/// <summary>The library's help, followed by examples.</summary>
internal sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
{
    /// <summary>Help is shown even if the rest of the command line is invalid.</summary>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        InvocationConfiguration configuration = parseResult.InvocationConfiguration;
        TextWriter output = configuration.Output;
        configuration.Output = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        int code = help.Invoke(parseResult);
        string text = configuration.Output.ToString()!.TrimEnd('\n');
        configuration.Output = output;

        Command command = parseResult.CommandResult.Command;
        output.Write($"{WithoutRoot(text, command)}\n\n{HelpExamples.Get(command.Name)}");
        return code;
    }

    // The library shows the arguments of the root in the help of the other commands, which do not take them.
    private static string WithoutRoot(string text, Command command)
    {
        if (command.Parents.OfType<RootCommand>().FirstOrDefault() is not { } root)
        {
            return text;
        }

        Argument argument = root.Arguments.Single();
        bool isShared = command.Arguments.Any(a => a.Description == argument.Description);
        IEnumerable<string> lines = text
            .Replace(
                $"refold [<{argument.Name}>...] {command.Name}", $"refold {command.Name}", StringComparison.Ordinal)
            .Split('\n')
            .Where(line => isShared || !line.EndsWith(argument.Description!, StringComparison.Ordinal));
        return string.Join('\n', lines);
    }
}
