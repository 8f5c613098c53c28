using System.CommandLine;

namespace Refold.Cli;

/// <summary>Runs command lines: each way to end becomes a message and an exit code.</summary>
internal static class CommandLine
{
    /// <summary>Runs a command line.</summary>
    public static int Run(string[] args)
    {
        // Threads other than this one: the runtime would print a stack trace and abort.
        AppDomain.CurrentDomain.UnhandledException += (_, e) => Environment.Exit(Report((Exception)e.ExceptionObject));
        try
        {
            return Invoke(args);
        }
        catch (Exception e)
        {
            return Report(e);
        }
    }

    private static int Invoke(string[] args)
    {
        ParseResult line =
            CommandTree.Create().Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (UsageErrors.FirstOf(line) is { } trouble)
        {
            throw new UsageException(trouble);
        }

        using var output = new DeferredWriter(() => StandardStreams.Out);
        return line.Invoke(new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            Output = output,
            Error = StandardStreams.Error,
        });
    }

    /// <summary>Says on standard error what went wrong.</summary>
    /// <returns>The exit code for it.</returns>
    public static int Report(Exception e)
    {
        switch (e)
        {
            case OperationCanceledException:
                return ExitCode.Interrupted;
            case UsageException:
                Say(e.Message);
                StandardStreams.Error.WriteLine("refold: 'refold --help' shows how it is used");
                return ExitCode.WrongUsage;
            default:
                Say(Describe(e));
                return ExitCode.Failed;
        }
    }

    private static void Say(string trouble) => StandardStreams.Error.WriteLine($"refold: error: {trouble}");

    private static string Describe(Exception e) => e switch
    {
        FileNotFoundException { FileName: { } part } when part.Contains(", Version=", StringComparison.Ordinal) =>
            $"expected {part.Split(',')[0]}, found that it cannot be loaded: it is missing, or ulimit -n is too low",
        ProfileFormatException or IOException or StrictException => e.Message,
        UnauthorizedAccessException { InnerException: IOException cause } => cause.Message,
        UnauthorizedAccessException => e.Message,
        OutOfMemoryException => "out of memory: this conversion needs more than the process may have",
        InsufficientExecutionStackException => "the input is nested too deeply",
        AggregateException { InnerException: { } cause } => Describe(cause),
        TypeInitializationException { InnerException: { } cause } => Describe(cause),
        _ => $"unexpected {e.GetType().Name}, a defect of Refold that is worth a report: {e.Message}",
    };
}
