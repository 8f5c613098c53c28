using System.CommandLine;

namespace Refold.Cli;

/// <summary>Runs command lines and turns every outcome into a message and an exit code.</summary>
internal static class CommandLine
{
    // Without bundles, -output is no -o with the value "utput", and -http=:8080 no -h: both are unknown options, with a
    // suggestion. @LIST is expanded by InputLists.
    private static readonly ParserConfiguration Parsing = new()
    {
        EnablePosixBundling = false,
        ResponseFileTokenReplacer = null,
    };

    /// <summary>Runs a command line and returns its exit code.</summary>
    public static int Run(string[] args)
    {
        // Exceptions of other threads: by default the runtime prints a stack trace and aborts.
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
        ParseResult line = CommandTree.Create().Parse(args, Parsing);
        if (UsageErrors.FirstOf(line) is { } message)
        {
            throw new UsageException(message);
        }

        using var output = new DeferredWriter(() => StandardStreams.Out);
        return line.Invoke(new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            Output = output,
            Error = StandardStreams.Error,
        });
    }

    /// <summary>Prints an error to standard error.</summary>
    /// <returns>The exit code of this kind of error.</returns>
    public static int Report(Exception e)
    {
        switch (e)
        {
            case OperationCanceledException:
                return ExitCode.Interrupted;
            case UsageException:
                Print(e.Message);
                StandardStreams.Error.WriteLine("refold: see 'refold --help'");
                return ExitCode.WrongUsage;
            default:
                Print(Describe(e));
                return ExitCode.Failed;
        }
    }

    private static void Print(string message) => StandardStreams.Error.WriteLine($"refold: error: {message}");

    private static string Describe(Exception e) => e switch
    {
        FileNotFoundException { FileName: { } part } when part.Contains(", Version=", StringComparison.Ordinal) =>
            $"{part.Split(',')[0]} cannot be loaded: the file is missing, or ulimit -n is too low",
        ProfileFormatException or IOException or StrictException => e.Message,
        UnauthorizedAccessException { InnerException: IOException cause } => cause.Message,
        UnauthorizedAccessException => e.Message,
        OutOfMemoryException => "out of memory: this conversion needs more memory than the process may use",
        InsufficientExecutionStackException => "the input is nested too deeply",
        AggregateException { InnerException: { } cause } => Describe(cause),
        TypeInitializationException { InnerException: { } cause } => Describe(cause),
        _ => $"unexpected {e.GetType().Name}; please report this defect of Refold: {e.Message}",
    };
}
