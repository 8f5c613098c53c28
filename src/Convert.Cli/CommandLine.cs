using System.CommandLine;

namespace Refold.Cli;

/// <summary>Runs command lines: each way to end becomes a message and an exit code.</summary>
internal static class CommandLine
{
    /// <summary>Runs a command line.</summary>
    public static int Run(string[] args)
    {
        ParseResult line = CommandTree.Create().Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        try
        {
            return UsageErrors.FirstOf(line) is { } trouble
                ? throw new UsageException(trouble)
                : line.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (UsageException e)
        {
            Console.Error.WriteLine($"refold: error: {e.Message}");
            Console.Error.WriteLine("refold: 'refold --help' shows how it is used");
            return ExitCode.WrongUsage;
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }
        catch (Exception e) when (e is ProfileFormatException or IOException or StrictException)
        {
            Console.Error.WriteLine($"refold: error: {e.Message}");
            return ExitCode.Failed;
        }
    }
}
