using System.CommandLine;

namespace Refold.Cli;

/// <summary>The command tree, and how each way to end becomes a message and an exit code.</summary>
internal static class CommandLine
{
    /// <summary>Runs a command line.</summary>
    public static int Run(string[] args)
    {
        ParseResult line = Create().Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        try
        {
            return line.Errors.Count == 0
                ? line.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false })
                : throw new UsageException(line.Errors[0].Message);
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
        catch (FormatException e)
        {
            Console.Error.WriteLine($"refold: error: {e.Message}");
            return ExitCode.WrongUsage;
        }
    }

    private static RootCommand Create()
    {
        var root = new RootCommand("Refold converts profiles between formats.");
        var convert = new Command("convert", "Convert profiles; what happens without the name of a command, too");
        foreach (Command command in new Command[] { root, convert })
        {
            var symbols = new ConvertSymbols();
            symbols.AddTo(command);
            command.SetAction(line => RunConvert(symbols, line));
        }

        root.Add(convert);
        return root;
    }

    private static int RunConvert(ConvertSymbols symbols, ParseResult line)
    {
        using var interruption = new Interruption();
        TextWriter? warnings = symbols.IsQuiet(line) ? null : Console.Error;
        new ConvertCommand(symbols.RequestOf(line), interruption, warnings).Run();
        return ExitCode.Done;
    }
}
