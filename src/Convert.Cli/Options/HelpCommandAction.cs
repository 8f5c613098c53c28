using System.CommandLine;
using System.CommandLine.Invocation;

namespace Refold.Cli;

/// <summary>Prints the help of the command that was typed.</summary>
internal sealed class HelpCommandAction : SynchronousCommandLineAction
{
    /// <summary>Help is shown even if the rest of the command line is invalid.</summary>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        parseResult.InvocationConfiguration.Output.Write(HelpPage.Format(parseResult.CommandResult.Command));
        return ExitCode.Done;
    }
}
